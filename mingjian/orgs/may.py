"""Who may change an organisation, and finding those that a change is about."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext

from mingjian.lib.dates import PartialDate
from mingjian.lib.errors import Invalid, Stale
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation


def require_edit(organisation: Organisation, scope: Scope) -> None:
    """Whoever edits the register of one of the offices answerable for the body may change it; else NotAllowed."""
    paths = list(organisation.office_paths)
    if not any(scope.may(Right.EDIT_REGISTER, path) for path in paths):
        scope.require(Right.EDIT_REGISTER, paths[0] if paths else "")


def found(ids: Iterable[int], scope: Scope) -> dict[int, Organisation]:
    """The organisations of a change, through the gate. Invalid when one is not there for this actor."""
    wanted = set(ids)
    rows = {row.pk: row for row in Organisation.objects.visible_to(scope).filter(pk__in=wanted)}
    if missing := wanted - rows.keys():
        raise Invalid(gettext("There is no organisation with the number %(id)s.") % {"id": min(missing)})
    return rows


def require_version(organisation: Organisation, version: int | None) -> None:
    """Raise Stale when the row was saved by somebody else since it was read at `version`."""
    if version is not None and organisation.version != version:
        raise Stale(gettext("Somebody else has changed this organisation in the meantime."), organisation.version)


def require_past(on: PartialDate) -> None:
    """A change is recorded once it has taken effect, so that the tree of now is never one of the future."""
    if on.lower > timezone.localdate():
        raise Invalid(
            gettext("%(on)s lies in the future; record the change once it has taken effect.") % {"on": on},
            {"on": gettext("Choose a day that has come.")},
        )
