"""Questions about offices."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Q

from mingjian.offices.scope import Scope


class OfficeQuerySet(models.QuerySet[Any]):
    """Offices with their adjectives."""

    def visible_to(self, scope: Scope) -> Self:
        """The offices within the actor's reach, whatever the right: those a grant names and all below them."""
        within = Q(pk__in=())
        for held in scope.held:
            within |= Q(path__within=held.path)
        return self.filter(within)

    def superior_of(self, path: str, excluded: Collection[int] = ()) -> Any | None:
        """The nearest office above `path` whose body is not one of `excluded`; None when there is none.

        An excluded superior is skipped upward: nobody decides about their own body, and what accuses it goes past it.
        """
        above = [int(label) for label in path.split(".")[:-1]]
        candidates = self.filter(pk__in=above).exclude(body_id__in=list(excluded))
        return candidates.order_by("-path").first()
