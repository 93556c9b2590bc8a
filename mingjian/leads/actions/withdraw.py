"""Taking back leads that should never have been recorded: the undo of a batch."""

from collections.abc import Sequence

from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.flow.models import Change, Move
from mingjian.leads.models import Accused, Lead
from mingjian.leads.standing import release
from mingjian.lib.errors import Invalid
from mingjian.line.edges import Step, part
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.grouping import regroup
from mingjian.people.mentioning import detach
from mingjian.search import index


@action("lead.withdraw", gettext_lazy("Recorded leads withdrawn"))
def withdraw_leads(*, batch_id: int, scope: Scope, ids: Sequence[int] | None = None) -> int:
    """Undo of a batch: delete the leads it recorded (only `ids` when told), with documents, edges, moves; how many.

    Refused as a whole once an outcome has come of one of them.
    """
    rows = Lead.objects.filter(batch_id=batch_id)
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    doomed: list[int] = []
    for pk, path in rows.values_list("pk", "office_path"):
        scope.require(Right.EDIT_LEADS, str(path))
        doomed.append(pk)
    named = list(Accused.objects.filter(lead__in=doomed).values_list("person_id", "lead__office_id"))
    try:
        rows.delete()
    except ProtectedError as error:
        raise Invalid(_("Outcomes have come of some of these leads; undo those first.")) from error
    for history in (Move, Change):
        history.objects.filter(kind="lead", row_id__in=doomed).delete()
    index.remove("lead", doomed)
    part(steps=[Step("lead", pk) for pk in doomed])
    if parted := detach("lead", doomed):
        regroup(parted)
    release(named, scope)
    record("lead.withdraw", actor=scope.actor, kind="lead", ids=doomed)
    publish("lead", doomed)
    return len(doomed)
