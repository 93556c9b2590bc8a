"""Questions about organisations."""

from datetime import date
from typing import Any, Self

from mingjian.offices.gate import ScopedQuerySet


class OrganisationQuerySet(ScopedQuerySet[Any]):
    """Gated organisations with their adjectives."""

    def existing(self, on: date) -> Self:
        """Those that existed on a day."""
        return self.filter(existed__contains=on)

    def below(self, path: str) -> Self:
        """The body at `path` and its subordinate units, by the tree of now."""
        return self.filter(path__within=path)
