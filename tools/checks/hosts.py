"""Nothing in the tree depends on one machine or on one package host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.checks.finding import Check, Finding
from tools.checks.source import kept_files, shown

RULES = (
    (re.compile(r"--(?:extra-)?index-url|--find[-]links"), "names a package host"),
    (re.compile(r"https?://[^\s\"']+/(?:simple|packages)(?:/|\b)"), "names a package host"),
    (re.compile(r"(?<![\w.$}/-])/(?:work|tmp|root|home)/[A-Za-z.]"), "is a path of one machine"),
)
BINARY = {".png", ".jpg", ".ico", ".woff2", ".xlsx", ".xls", ".gz", ".mo", ".pdf"}


def find(root: Path) -> Iterator[Finding]:
    """Lines which name a package host or a path of one machine."""
    for path in kept_files(root):
        if path.suffix in BINARY:
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, start=1):
            for pattern, what in RULES:
                if match := pattern.search(line):
                    yield Finding(shown(path, root), number, f"`{match[0]}` {what}")


CHECK = Check(
    "hosts",
    "Let the reader's own configuration name the package host; take folders from the environment or make "
    "temporary ones.",
    find,
)
