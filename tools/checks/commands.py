"""The checks which other programs make: formatting, lint, types, import contracts."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.checks.finding import Check, Finding

CONTRACTS = ".importlinter"
LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
DRAWING = set("-─═║╔╗╚╝╠╣╦╩╬│┌┐└┘◀▶▲ ")
PLACED = re.compile(r"(?P<path>[^\s:]+\.pyi?):(?P<line>\d+):(?:\d+:)? (?P<what>.+)")


def _lines_of(*arguments: str) -> Callable[[Path], Iterator[Finding]]:
    """A check that runs ``python`` with these arguments and reports what it prints, should it fail."""

    def find(root: Path) -> Iterator[Finding]:
        done = subprocess.run([sys.executable, *arguments], cwd=root, capture_output=True, text=True, check=False)
        if done.returncode:
            yield from findings_in(done.stdout + done.stderr)

    return find


def findings_in(output: str) -> Iterator[Finding]:
    """The lines a program printed as findings, each at its place where the line names one."""
    for line in output.splitlines():
        placed = PLACED.fullmatch(line.strip())
        if placed:
            yield Finding(placed["path"], int(placed["line"]), placed["what"])
        elif line.strip():
            yield Finding("", 0, line.rstrip())


def imports(root: Path) -> list[Finding]:
    """Broken layers, and the contract the public face must have as soon as it exists."""
    contracts = root / CONTRACTS
    text = contracts.read_text(encoding="utf-8") if contracts.exists() else ""
    found = [finding for finding in _lines_of("-c", LINT_IMPORTS)(root) if set(finding.what) - DRAWING]
    # The summary before this heading repeats what follows it in full.
    for number, finding in enumerate(found):
        if finding.what.strip() == "Broken contracts":
            found = found[number + 1 :]
            break
    if (root / "mingjian" / "portal").exists() and "[importlinter:contract:portal]" not in text:
        what = "mingjian.portal may import only intake, the published reader of publications, ui and lib: say so"
        found.append(Finding(CONTRACTS, 0, what))
    return found


CHECKS = (
    Check(
        "format",
        "Run `python -m ruff format .` and commit what it changes.",
        _lines_of("-m", "ruff", "format", "--check", "--output-format", "concise", "."),
    ),
    Check(
        "lint",
        "Mend the cause; silence a rule only with its code and the reason beside it.",
        _lines_of("-m", "ruff", "check", "--output-format", "concise", "."),
    ),
    Check(
        "types",
        "Annotate fully; `# type: ignore[code]` only with a reason, once in a thousand lines.",
        _lines_of("-m", "mypy", "--strict", "--no-error-summary"),
    ),
    Check(
        "imports",
        "A room imports only rooms of lower layers (docs/where-does-this-go.md). When an import breaks that, "
        "the piece is in the wrong room, or belongs to the line, an event or a job.",
        imports,
    ),
)
