"""Questions about leads."""

from typing import Any, Self

from mingjian.offices.gate import ScopedQuerySet
from mingjian.offices.scope import Depth, Scope


class LeadQuerySet(ScopedQuerySet[Any]):
    """Gated leads. One closed as unfounded is kept sealed for the record and shown to nobody."""

    def visible_to(self, scope: Scope, depth: Depth = Depth.FULL) -> Self:
        return super().visible_to(scope, depth).exclude(state="unfounded")
