"""Finding the translatable strings of a room, in its Python files and its Django templates."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract as extract_strings
from django.utils.translation.template import templatize

from tools.catalogue_files import LOCALE, catalogue_path

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
NOT_SHOWN = {"tests", "migrations", "locale", "static"}
TEMPLATE_SUFFIXES = {".html", ".txt"}


def rooms(package: Path) -> list[str]:
    """The names of the rooms below ``package`` which show words to people or have a catalogue."""
    return sorted(
        folder.name
        for folder in package.iterdir()
        if (folder / "__init__.py").exists() and (catalogue_path(folder).exists() or len(extract(folder)))
    )


def extract(room: Path) -> Catalog:
    """Every translatable string of the room at the folder ``room``, untranslated."""
    catalogue = Catalog(locale=LOCALE)
    for path in _sources(room):
        text = path.read_text(encoding="utf-8")
        for _line, source, comments, context in _strings(text if path.suffix == ".py" else _as_python(text, path)):
            catalogue.add(source, auto_comments=comments, context=context)
    return catalogue


def _sources(room: Path) -> Iterator[Path]:
    """The Python files and templates of a room, without its tests and migrations."""
    for path in sorted(room.rglob("*")):
        if not path.is_file() or NOT_SHOWN & set(path.relative_to(room).parts):
            continue
        if path.suffix == ".py" or (path.suffix in TEMPLATE_SUFFIXES and "templates" in path.parts):
            yield path


def _as_python(template: str, path: Path) -> str:
    """A template as a Python-like text which holds only its calls of gettext.

    Django keeps the indentation of the template, on which Python's tokenizer stumbles: it is taken off.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        text = templatize(template, origin=str(path))
    return "\n".join(line.strip() for line in text.split("\n"))


def _strings(text: str) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    """Line, string (singular and plural as a tuple), comments for the translator and context of each call."""
    for line, source, comments, context in extract_strings(
        "python",
        io.BytesIO(text.encode()),
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    ):
        if source:
            yield line, source, list(comments), context
