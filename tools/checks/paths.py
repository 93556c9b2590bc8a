"""Paths named in the documents exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.checks.finding import Check, Finding
from tools.checks.source import kept_files, shown

CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
PATH = re.compile(r"\.?[\w-][\w.-]*(?:/[\w.-]+)*/?")


def find(root: Path) -> Iterator[Finding]:
    """Paths in back quotes and relative links which lead nowhere."""
    top = {path.relative_to(root).parts[0] for path in kept_files(root)}
    for path in kept_files(root):
        if path.suffix != ".md":
            continue
        text = FENCE.sub(lambda match: "\n" * match[0].count("\n"), path.read_text(encoding="utf-8"))
        for match in CODE.finditer(text):
            if _names_a_path(match[1], path, top) and not _exists(match[1], path, root):
                yield Finding(shown(path, root), _line(text, match.start()), f"`{match[1]}` does not exist")
        for match in LINK.finditer(text):
            target = match[1].split("#")[0]
            if (
                target
                and "://" not in target
                and not target.startswith("mailto:")
                and not (path.parent / target).exists()
            ):
                yield Finding(shown(path, root), _line(text, match.start()), f"the link to {target} leads nowhere")


def _names_a_path(text: str, document: Path, top: set[str]) -> bool:
    """Whether a text in back quotes means a path of this tree, not code or a file of the reader's.

    A bare name of a module is meant for a path where a folder describes itself, in its README.md.
    """
    if not PATH.fullmatch(text):
        return False
    if "/" in text:
        return text.split("/")[0] in top
    return text.endswith(".py") and document.name == "README.md"


def _exists(text: str, document: Path, root: Path) -> bool:
    """A path counts from the tree's top or from its document's folder; a bare name from anywhere below that."""
    if (root / text).exists() or (document.parent / text).exists():
        return True
    return "/" not in text and any(document.parent.rglob(text))


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


CHECK = Check("paths", "Name files that exist; when one moves, move its mention with it.", find)
