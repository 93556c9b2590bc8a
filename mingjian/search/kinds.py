"""What rooms tell the search about their kinds: how they are called, drawn and opened. The search knows no room."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from mingjian.lib.text import normalise

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of row. `url_name` takes the row's id as `pk`. `states` are the words of its states by code.

    `verified` says how its rows are drawn: False marks allegations, None where the question does not arise.
    `suggested`: its titles are names, offered while somebody types.
    """

    code: str
    words: Words
    icon: str
    url_name: str
    states: Mapping[str, Words] = field(default_factory=dict)
    verified: bool | None = None
    suggested: bool = False

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
) -> None:
    """Called from a room's AppConfig.ready, in the order of the layers: the tabs stand in that order."""
    KINDS[kind] = Kind(kind, words, icon, url_name, dict(states or {}), verified, kind in SUGGESTED)


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
