"""The left rail in the order of work. Rooms register their entry when they are built; only those show."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Needs = Callable[[object], bool]


@dataclass(frozen=True, slots=True)
class RailEntry:
    """What a room registers: `order` places it, `needs` decides whether this scope sees it."""

    order: int
    label: str | Promise
    url_name: str
    icon: str
    needs: Needs | None = None


@dataclass(frozen=True, slots=True)
class RailItem:
    """What the template shows."""

    label: str | Promise
    url: str
    icon: str
    current: bool


_entries: dict[str, RailEntry] = {}


def register(order: int, label: str | Promise, url_name: str, icon: str, needs: Needs | None = None) -> None:
    """Add a room to the rail; call it from the room's `AppConfig.ready`. The same `url_name` replaces itself.

    Orders: 10 desk, 20 search, 30 ledgers, 40 rounds, 50 reports, 60 leads, 70 dossiers, 80 insight,
    90 groups.
    """
    _entries[url_name] = RailEntry(order, label, url_name, icon, needs)


def items_for(scope: object | None, path: str) -> list[RailItem]:
    """Return the entries that `scope` may use, the one whose address begins `path` marked as current.

    Nobody signed in (`scope` is None) sees no rail.
    """
    if scope is None:
        return []
    found = [
        (entry, url)
        for entry in sorted(_entries.values(), key=lambda each: each.order)
        if (entry.needs is None or entry.needs(scope)) and (url := _address(entry)) is not None
    ]
    current = max((url for _, url in found if _is_within(path, url)), key=len, default=None)
    return [RailItem(entry.label, url, entry.icon, url == current) for entry, url in found]


def _address(entry: RailEntry) -> str | None:
    # A process may mount fewer rooms than are installed: an entry without an address is not shown.
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return None


def _is_within(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url if url.endswith("/") else url + "/"))
