"""Questions about leads and outcomes."""

from datetime import date
from typing import Any, Self

from django.db.models import Q

from mingjian.leads.states import LEAD
from mingjian.offices.gate import NOTHING, ScopedQuerySet
from mingjian.offices.rights import Right
from mingjian.offices.scope import Depth, Scope

SEALED = "unfounded"


class LeadQuerySet(ScopedQuerySet[Any]):
    """Gated leads. One closed as unfounded is kept sealed for the record and is in no list, search or count."""

    def visible_to(self, scope: Scope, depth: Depth = Depth.FULL) -> Self:
        return super().visible_to(scope, depth).exclude(state=SEALED)

    def sealed_to(self, scope: Scope) -> Self:
        """Sealed leads that the scope may open one by one, with a reason: within the right over their office, and
        never by those they were about."""
        within = NOTHING
        for path in scope.paths(Right.OPEN_SEALED_LEADS):
            within |= Q(office_path__within=path)
        excluded = self.model.gate.excluded_q(scope)
        found = self.filter(within, state=SEALED)
        return found if excluded is None else found.exclude(excluded)

    def open(self) -> Self:
        """Neither concluded nor closed."""
        return self.filter(state__in=LEAD.open_states())

    def overdue(self, on: date) -> Self:
        """The step under way should have been taken before `on`."""
        return self.filter(due_on__lt=on, state__in=("received", "under_disposal"))


class OutcomeQuerySet(ScopedQuerySet[Any]):
    """Gated outcomes with their adjectives."""

    def standing(self) -> Self:
        """Neither revoked nor corrected by a later one."""
        return self.filter(state="standing")
