"""Questions about findings."""

from datetime import date
from typing import Any, Self

from mingjian.findings.states import FINDING
from mingjian.offices.gate import ScopedQuerySet


class FindingQuerySet(ScopedQuerySet[Any]):
    """Gated findings with their adjectives."""

    def open(self) -> Self:
        """Not yet struck off."""
        return self.filter(state__in=FINDING.open_states())

    def overdue(self, on: date) -> Self:
        """Due before `on` and neither rectified nor struck off."""
        return self.filter(due_on__lt=on, state__in=("recorded", "rectifying", "basically_done"))
