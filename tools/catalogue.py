"""The zh-Hans catalogues, one per room, kept with Babel alone (no gettext programs are needed).

``python -m tools.catalogue update [ROOM …]`` writes new strings with an empty translation and drops those no
longer used; ``python -m tools.catalogue compile`` makes the ``.mo`` files (not kept in the repository);
``python -m tools.catalogue check [ROOM …]`` fails on what is missing, fuzzy, unused or differs in its
placeholders, and on what two rooms translate differently (Django merges the catalogues: only one would show).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog

from tools.catalogue_files import catalogue_path, compiled_path, read, write, write_compiled
from tools.catalogue_rules import Key, Problem, disagreements, key_of, problems_of, translation_of
from tools.extract import extract, rooms

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "mingjian"


def update(root: Path, names: Iterable[str]) -> list[str]:
    """Bring the catalogues of the named rooms up to their sources; return one line for each change made.

    A string which another room already translates takes that room's translation.
    """
    known = _known_translations(root)
    lines: list[str] = []
    for name in names:
        lines += _update_room(root, name, known)
    return lines


def _update_room(root: Path, name: str, known: dict[Key, tuple[str, ...]]) -> list[str]:
    """Rewrite the catalogue of one room; return its changes as lines."""
    path = catalogue_path(root / PACKAGE / name)
    old, new = read(path), extract(root / PACKAGE / name)
    before = {key_of(message): message for message in old if message.id}
    lines: list[str] = []
    for message in new:
        if not message.id:
            continue
        kept = before.pop(key_of(message), None)
        forms = (translation_of(kept) if kept else ()) or known.get(key_of(message), ())
        message.string = forms if message.pluralizable else "".join(forms[:1])
        if not forms:
            lines.append(f"{name}: translate {_shown(message.id)}")
    lines += [f"{name}: dropped {_shown(message.id)}, no longer used" for message in before.values()]
    if len(new) or path.exists():
        write(path, new)
    return lines


def _known_translations(root: Path) -> dict[Key, tuple[str, ...]]:
    """What any room translates already, by context and source string."""
    return {
        key_of(message): translation_of(message)
        for name in rooms(root / PACKAGE)
        for message in read(catalogue_path(root / PACKAGE / name))
        if message.id and translation_of(message)
    }


def compile_all(root: Path) -> int:
    """Write the compiled catalogue of every room that has one; return how many."""
    count = 0
    for name in rooms(root / PACKAGE):
        source = catalogue_path(root / PACKAGE / name)
        if source.exists():
            write_compiled(compiled_path(root / PACKAGE / name), read(source))
            count += 1
    return count


def check(root: Path, names: Iterable[str]) -> list[Problem]:
    """Everything wrong with the catalogues of the named rooms."""
    chosen = list(names)
    catalogues = {name: read(catalogue_path(root / PACKAGE / name)) for name in rooms(root / PACKAGE)}
    found: list[Problem] = []
    for name in chosen:
        found += problems_of(name, extract(root / PACKAGE / name), catalogues.get(name, Catalog(locale="zh_Hans")))
    return found + [problem for problem in disagreements(catalogues) if problem.room in chosen]


def _shown(source: str | Sequence[str]) -> str:
    """A source string in one line."""
    return repr(source if isinstance(source, str) else source[0])


def main(arguments: Sequence[str]) -> int:
    """Run one of the three commands; return the exit code."""
    if not arguments or arguments[0] not in {"update", "compile", "check"}:
        print(__doc__)
        return 2
    command, names = arguments[0], list(arguments[1:]) or rooms(ROOT / PACKAGE)
    if command == "compile":
        print(f"{compile_all(ROOT)} catalogues compiled.")
        return 0
    if command == "update":
        print("\n".join(update(ROOT, names)) or "Nothing changed.")
        return 0
    problems = check(ROOT, names)
    print("\n".join(str(problem) for problem in problems) or "The catalogues are complete.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
