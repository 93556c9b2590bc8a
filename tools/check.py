"""``make check``: every rule of the tree, each failure with the right way to do it.

``python -m tools.check`` runs all checks, ``python -m tools.check NAME …`` only those, ``--list`` names them.
The exit code is 1 when anything was found, 2 when a check does not exist.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.checks.finding import Check, Finding
from tools.checks.registry import CHECKS

ROOT = Path(__file__).resolve().parent.parent
# Type checking takes most of the time on one core; the other core does all the rest meanwhile.
WORKERS = 2


def run(checks: Sequence[Check], root: Path) -> list[tuple[Check, list[Finding]]]:
    """Run the checks on the tree at ``root``, two at a time, longest first; results in the given order."""
    with ThreadPoolExecutor(WORKERS) as pool:
        ordered = sorted(checks, key=lambda check: check.name != "types")
        running = {check.name: pool.submit(_find, check, root) for check in ordered}
        return [(check, running[check.name].result()) for check in checks]


def _find(check: Check, root: Path) -> list[Finding]:
    """The findings of one check. A check that breaks has found something: it never passes by falling over."""
    try:
        # What a program printed without a place keeps its order; the rest goes by place.
        return sorted(dict.fromkeys(check.find(root)), key=lambda finding: (finding.path, finding.line))
    except Exception as error:  # whatever broke is reported as this check's failure
        return [Finding("tools", 0, f"the check could not run: {type(error).__name__}: {error}")]


def report(results: Iterable[tuple[Check, list[Finding]]]) -> str:
    """The results in words: one line for a rule that holds, else every place and the right way."""
    lines: list[str] = []
    for check, findings in results:
        lines.append(f"{check.name}: {len(findings) or 'nothing'} found")
        if findings:
            lines += [f"  {finding}" for finding in findings] + [f"  → {check.right_way}"]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Run the chosen checks (all by default), print the report, return the exit code."""
    names = [check.name for check in CHECKS]
    if "--list" in arguments:
        print("\n".join(names))
        return 0
    unknown = [name for name in arguments if name not in names]
    if unknown:
        print(f"There is no check {', '.join(unknown)}. The checks are: {', '.join(names)}.")
        return 2
    results = run([check for check in CHECKS if not arguments or check.name in arguments], ROOT)
    print(report(results))
    return 1 if any(findings for _check, findings in results) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
