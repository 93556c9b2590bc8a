"""Removing targets: their documents and tasks go with them; whatever an upper room holds of one keeps it."""

from collections.abc import Sequence

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from mingjian.lib.errors import WrongState
from mingjian.live.publish import publish
from mingjian.offices.scope import Scope
from mingjian.rounds.models import Target
from mingjian.rounds.tasking import end_tasks
from mingjian.search import index


def remove_targets(ids: Sequence[int], scope: Scope) -> None:
    """Delete targets. Raises WrongState when findings, a dossier or another record hang on one of them."""
    end_tasks(ids, scope)
    try:
        Target.objects.filter(pk__in=ids).delete()
    except ProtectedError as error:
        raise WrongState(_("Findings or other records hang on these inspections; withdraw those first.")) from error
    index.remove("target", ids)
    publish("target", ids)
