"""What a complete catalogue is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel.messages.catalog import Catalog, Message

Key = tuple[str | None, str]
PLACEHOLDER = re.compile(r"%\([A-Za-z_]\w*\)[a-zA-Z]|(?<!\{)\{[A-Za-z_][\w.]*(?:![rsa])?(?::[^{}]*)?\}(?!\})|%[sdrf]\b")


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a room's catalogue, with what to do about it."""

    room: str
    source: str
    what: str

    def __str__(self) -> str:
        return f"{self.room}: {self.source!r}: {self.what}"


def key_of(message: Message) -> Key:
    """Context and (singular) source string: what gettext looks a translation up by."""
    return message.context or None, message.id if isinstance(message.id, str) else message.id[0]


def translation_of(message: Message) -> tuple[str, ...]:
    """The translation's forms (Chinese has one); empty when there is none."""
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return forms if any(forms) else ()


def problems_of(room: str, wanted: Catalog, have: Catalog) -> list[Problem]:
    """Compare the strings extracted from a room (``wanted``) with its catalogue (``have``)."""
    return list(_problems(room, wanted, have))


def _problems(room: str, wanted: Catalog, have: Catalog) -> Iterator[Problem]:
    translated = {key_of(message): message for message in have if message.id}
    for message in wanted:
        if not message.id:
            continue
        key = key_of(message)
        found = translated.pop(key, None)
        if found is None or not translation_of(found):
            yield Problem(
                room,
                key[1],
                f"has no translation; run `python -m tools.catalogue update {room}` and write it",
            )
        elif found.fuzzy:
            yield Problem(room, key[1], "is marked fuzzy; check the translation and remove the mark")
        elif placeholders_differ(message, found):
            yield Problem(
                room,
                key[1],
                "and its translation have different placeholders; use exactly those of the source",
            )
    for context_and_source in translated:
        yield Problem(room, context_and_source[1], f"is no longer used; run `python -m tools.catalogue update {room}`")


def placeholders_differ(source: Message, translation: Message) -> bool:
    """Whether a translation lacks or invents a placeholder.

    Chinese has one form, which stands for the plural: a singular such as "One row" may lack the number.
    """
    text = source.id if isinstance(source.id, str) else source.id[-1]
    return any(_placeholders(form) != _placeholders(text) for form in translation_of(translation))


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def disagreements(catalogues: Mapping[str, Catalog]) -> Iterator[Problem]:
    """Strings which two rooms translate differently, reported for the later room by name."""
    first: dict[Key, tuple[str, str]] = {}
    for room in sorted(catalogues):
        for message in catalogues[room]:
            forms = translation_of(message)
            if not message.id or not forms:
                continue
            text = forms[0]
            owner, other = first.setdefault(key_of(message), (room, text))
            if other != text:
                what = f"is {text!r} here and {other!r} in {owner}; agree, or give one of them a context"
                yield Problem(room, key_of(message)[1], what)
