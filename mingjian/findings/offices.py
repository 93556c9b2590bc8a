"""For which offices a user may record findings."""

from django.db.models import Q

from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.rounds.models import Target

MOST = 400


def offices_to_record_for(scope: Scope) -> list[tuple[int, str]]:
    """Id and name of the offices within the right to edit findings, by grant or by the office of a task's target."""
    within = Q(pk__in=Target.objects.filter(pk__in=scope.targets(Right.EDIT_FINDINGS)).values("office_id"))
    for path in scope.paths(Right.EDIT_FINDINGS):
        within |= Q(path__within=path)
    offices = Office.objects.filter(within, existed__contains=scope.on).order_by("level", "path")
    return list(offices.values_list("pk", "name")[:MOST])
