"""Reading and writing one catalogue: sorted, without line numbers or dates, so that diffs are small."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LOCALE = "zh_Hans"
WIDTH = 110
HEADER = """\
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def catalogue_path(room: Path) -> Path:
    """Where the room at the folder ``room`` keeps its translations."""
    return room / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def compiled_path(room: Path) -> Path:
    """The compiled form of the same, which Django reads."""
    return catalogue_path(room).with_suffix(".mo")


def read(path: Path) -> Catalog:
    """The catalogue at ``path``, empty when there is none yet."""
    if not path.exists():
        return Catalog(locale=LOCALE)
    with path.open("rb") as source:
        return read_po(source, locale=LOCALE)


def write(path: Path, catalogue: Catalog) -> None:
    """Write ``catalogue`` in the one form kept in the repository."""
    body = io.BytesIO()
    write_po(
        body,
        catalogue,
        width=WIDTH,
        no_location=True,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + body.getvalue().decode().rstrip("\n") + "\n", encoding="utf-8")


def write_compiled(path: Path, catalogue: Catalog) -> None:
    """Write the compiled catalogue."""
    with path.open("wb") as target:
        write_mo(target, catalogue)
