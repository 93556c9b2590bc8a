"""What rooms tell the search about their kinds: how they are called, drawn and opened. The search knows no room."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from mingjian.lib.text import normalise
from mingjian.offices.scope import Scope

Words = str | Promise
Notes = Callable[[Sequence[int], Scope], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of row. `url_name` takes the row's id as `pk`. `states` are the words of its states by code.

    `verified` says how its rows are drawn: False marks allegations, None where the question does not arise.
    `suggested`: its titles are names, offered while somebody types. `notes` tells rows of one name apart, as far as the
    scope sees; `dated` is False where the day of a document says only when it entered the register.
    """

    code: str
    words: Words
    icon: str
    url_name: str
    states: Mapping[str, Words] = field(default_factory=dict)
    verified: bool | None = None
    suggested: bool = False
    notes: Notes | None = None
    dated: bool = True

    def url_of(self, row_id: int) -> str:
        """The address of a row's page; empty where the running process does not mount the room."""
        try:
            return reverse(self.url_name, args=[row_id])
        except NoReverseMatch:
            return ""


KINDS: dict[str, Kind] = {}
SUGGESTED = frozenset({"organisation", "person"})


def register(
    kind: str,
    words: Words,
    icon: str,
    url_name: str,
    *,
    states: Mapping[str, Words] | None = None,
    verified: bool | None = None,
    notes: Notes | None = None,
    dated: bool = True,
) -> None:
    """Called from a room's AppConfig.ready, in the order of the layers: the tabs stand in that order."""
    suggested = kind in SUGGESTED
    KINDS[kind] = Kind(kind, words, icon, url_name, dict(states or {}), verified, suggested, notes, dated)


def notes_on(rows: Sequence[tuple[str, int]], scope: Scope) -> dict[tuple[str, int], str]:
    """What tells rows, given as (kind, id), apart from others of their name; one call for each kind."""
    found: dict[tuple[str, int], str] = {}
    for kind in KINDS.values():
        ids = [row_id for code, row_id in rows if code == kind.code]
        if kind.notes is not None and ids:
            found.update({(kind.code, row_id): note for row_id, note in kind.notes(ids, scope).items()})
    return found


def named(text: str) -> str | None:
    """The code of the kind that `text` names, by its code or by its words in the language in use."""
    wanted = normalise(text)
    for kind in KINDS.values():
        if wanted in (kind.code, f"{kind.code}s", normalise(str(kind.words))):
            return kind.code
    return None


def states_named(text: str) -> list[str]:
    """The codes of all states, of any kind, that `text` names by code or by words."""
    wanted = normalise(text)
    found = {
        code
        for kind in KINDS.values()
        for code, words in kind.states.items()
        if wanted in (normalise(code), normalise(str(words)))
    }
    return sorted(found)
