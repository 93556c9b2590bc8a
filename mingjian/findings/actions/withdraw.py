"""Taking back findings that should never have been recorded: the undo of a batch."""

from collections.abc import Sequence

from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.findings.models import Finding
from mingjian.lib.errors import Invalid
from mingjian.line.edges import Step, part
from mingjian.live.publish import publish
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.people.actions import withdraw_persons
from mingjian.people.grouping import regroup
from mingjian.people.mentioning import detach
from mingjian.search import index


@action("finding.withdraw", gettext_lazy("Withdrew recorded findings"))
def withdraw(*, ids: Sequence[int], scope: Scope, batch_id: int | None = None) -> int:
    """Delete findings with their lines, their documents and their edges; with `batch_id` also the persons that the
    batch brought into the register and nobody else has come to name.

    Refused as a whole when one of them is out of scope, or a lead or an outcome has come of it. Returns the count.
    """
    rows = Finding.objects.visible_to(scope).filter(pk__in=ids)
    found = dict(rows.values_list("pk", "office_path"))
    if len(found) != len(set(ids)):
        raise Invalid(_("Some of these findings are not within your scope; nothing was withdrawn."))
    for path in set(found.values()):
        scope.require(Right.EDIT_FINDINGS, str(path))
    part(steps=[Step("finding", pk) for pk in found])
    index.remove("finding", found)
    try:
        Finding.objects.filter(pk__in=found).delete()
    except ProtectedError as error:
        raise Invalid(_("Leads or outcomes have come of some of these findings; undo those first.")) from error
    if parted := detach("finding", list(found)):
        regroup(parted)
    if batch_id is not None:
        withdraw_persons(batch_id=batch_id, scope=scope)
    record("finding.withdraw", actor=scope.actor, kind="finding", ids=list(found))
    publish("finding", list(found))
    return len(found)
