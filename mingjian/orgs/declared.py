"""Bodies as accounts know them: found for a declared conflict, and named where one was declared."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from mingjian.accounts import subjects
from mingjian.ledgers import picks
from mingjian.orgs.models import Organisation


def register() -> None:
    """Called once, from AppConfig.ready."""
    found = picks.by_document("organisation")
    subjects.register(subjects.ORGANISATION, subjects.Subject(_("Organisation"), found, _names_of, _is_named))


def _names_of(bodies: Iterable[int]) -> Mapping[int, str]:
    """Names by number, whoever may see them: this words what somebody declared themselves."""
    return dict(Organisation.objects.filter(pk__in=list(bodies)).values_list("pk", "name"))


def _is_named(body_id: int, name: str) -> bool:
    return bool(name) and Organisation.objects.filter(pk=body_id, name=name).exists()
