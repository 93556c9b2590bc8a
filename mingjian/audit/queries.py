"""Reading the record."""

from typing import Any

from django.db.models import Q

from mingjian.audit.models import Entry


def latest(most: int, within: Q, **chosen: Any) -> list[Entry]:
    """The latest entries `within` what the reader may see that fit, at most `most`."""
    return list(Entry.objects.filter(within, **chosen).order_by("-id")[:most])
