"""For which offices a user may record persons."""

from django.db.models import Q

from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope

MOST = 400


def offices_to_record_for(scope: Scope) -> list[tuple[int, str]]:
    """Id and name of the offices over which EDIT_REGISTER is held, the highest first."""
    within = Q(pk__in=())
    for path in scope.paths(Right.EDIT_REGISTER):
        within |= Q(path__within=path)
    offices = Office.objects.filter(within, existed__contains=scope.on).order_by("level", "path")
    return list(offices.values_list("pk", "name")[:MOST])
