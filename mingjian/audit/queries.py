"""Reading the record."""

from typing import Any

from mingjian.audit.models import Entry


def latest(most: int, **chosen: Any) -> list[Entry]:
    """The latest entries that fit, at most `most`."""
    return list(Entry.objects.filter(**chosen).order_by("-id")[:most])
