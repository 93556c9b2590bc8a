"""The values of persons, computed from their mentions: an entry of the register before what other rows wrote.

Of an office's own revisions the latest speaks first, then the entries and the other rows, each the earliest first. What
a revision says is not known is not known.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingjian.ledgers.bulk import update_rows
from mingjian.lib.names import name_key, pinyin_sort_key
from mingjian.people.models import Mention, Person

TEXTS = ("sex", "ethnicity", "native_place", "managed_by")
FIELDS = ("name", *TEXTS, "born", "id_hash")
ENTRY = "person"
_TYPES = {
    "name": "text",
    "name_key": "text",
    "sort_key": "text",
    **dict.fromkeys(TEXTS, "text"),
    "born": "daterange",
    "id_hash": "bytea",
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A value and the mention that states it."""

    value: Any
    mention: int


def by_weight(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of one person, those first whose word counts more; a released one counts where there is no other."""
    mentions = [each for each in mentions if not each.released] or list(mentions)
    revisions = sorted((each for each in mentions if _revises(each)), key=lambda each: -each.pk)
    others = sorted((each for each in mentions if not _revises(each)), key=lambda each: (each.kind != ENTRY, each.pk))
    return [*revisions, *others]


def _revises(mention: Mention) -> bool:
    return mention.kind == ENTRY and mention.basis == Mention.Basis.ENTRY


def stated(mentions: Sequence[Mention]) -> dict[str, Stated]:
    """Field → value with its source, from the mentions given; what none of them states is left out."""
    found: dict[str, Stated] = {}
    ordered = by_weight(mentions)
    for name in FIELDS:
        for each in ordered:
            if name in each.cleared:
                break
            value = getattr(each, name)
            if value not in (None, ""):
                if name == "born":
                    value, each = _most_exact(ordered, each)  # the source goes with the value
                found[name] = Stated(value, each.pk)
                break
    return found


def _most_exact(ordered: Sequence[Mention], first: Mention) -> tuple[Any, Mention]:
    """The birth that the first mention states, as exactly as another that agrees with it knows it."""
    best, by = first.born, first
    for each in ordered:
        if (
            each.born is not None
            and best.lower <= each.born.lower
            and each.born.upper <= best.upper
            and each.born != best
        ):
            best, by = each.born, each
    return best, by


def refresh_values(person_ids: Sequence[int]) -> None:
    """Write the values of these persons anew from all their mentions. Two statements."""
    mentions: dict[int, list[Mention]] = defaultdict(list)
    for each in Mention.objects.filter(person_id__among=sorted(set(person_ids))):
        mentions[each.person_id].append(each)
    update_rows(Person, _TYPES, [{"id": pk, **_columns(rows)} for pk, rows in mentions.items()])


def _columns(mentions: Sequence[Mention]) -> Mapping[str, Any]:
    found = stated(mentions)
    name = " ".join(found["name"].value.split())
    born = found.get("born")
    id_hash = found.get("id_hash")
    return {
        "name": name,
        "name_key": name_key(name),
        "sort_key": pinyin_sort_key(name),
        **{key: str(found[key].value) if key in found else "" for key in TEXTS},
        "born": f"[{born.value.lower},{born.value.upper})" if born else None,
        "id_hash": "\\x" + bytes(id_hash.value).hex() if id_hash else None,
    }
