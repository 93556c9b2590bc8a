"""Every dependency is accounted for, and locked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.checks.finding import Check, Finding

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
ACCOUNT = "docs/dependencies.md"


def find(root: Path) -> Iterator[Finding]:
    """Names in requirements/*.in without a line in the account, without a lock, and lines too many."""
    account = root / ACCOUNT
    text = account.read_text(encoding="utf-8") if account.exists() else ""
    explained = {_plain(name) for name in re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)}
    asked: set[str] = set()
    for source in sorted((root / "requirements").glob("*.in")):
        lock = source.with_suffix(".txt")
        locked = {_plain(name) for name in re.findall(r"^([A-Za-z0-9][\w.-]*)", _text(lock), re.MULTILINE)}
        for number, name in _names(source):
            asked.add(name)
            if name not in explained:
                yield Finding(f"requirements/{source.name}", number, f"{name} has no line in {ACCOUNT}")
            if name not in locked:
                yield Finding(f"requirements/{source.name}", number, f"{name} is missing in {lock.name}")
    for name in sorted(explained - asked):
        yield Finding(ACCOUNT, 0, f"{name} is explained but no longer required")


def _names(source: Path) -> Iterator[tuple[int, str]]:
    """Line number and plain name of each requirement of a file."""
    for number, line in enumerate(_text(source).splitlines(), start=1):
        match = NAME.match(line.strip())
        if match:
            yield number, _plain(match[0])


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


CHECK = Check(
    "requirements",
    f"Give each dependency a row in {ACCOUNT} (why it, what else was weighed, licence); renew the locks.",
    find,
)
