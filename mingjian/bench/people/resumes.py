"""How well résumés are read: on a half that was labelled by hand, and on invented ones with known truth."""

import csv
import json
import os
from pathlib import Path

from mingjian.bench.people.career_forms import careers
from mingjian.bench.people.resume_scores import Held, Score, held_of, score
from mingjian.bench.result import Figure
from mingjian.lib.resumes import read_resume

LABELS = Path(__file__).parent / "resume_labels.json"
VARIABLE = "MINGJIAN_RESUMES"
INVENTED = 340


def figures(_scale: float = 1.0) -> list[Figure]:
    """`resume_dates` and `resume_posts`, shares of lines of the table that MINGJIAN_RESUMES names.

    Those of the invented careers (`…_generated`) always; without the table they stand for both, and the unit says so.
    The table has the columns `id` and `resume`; it is no part of the product, the labels of its even half are.
    """
    invented = generated(INVENTED)
    found = _figures(invented, "_generated", "share of invented lines")
    if os.environ.get(VARIABLE):
        return _figures(labelled(Path(os.environ[VARIABLE])), "", "share of lines") + found
    return _figures(invented, "", "share of invented lines") + found


def _figures(found: Score, ending: str, unit: str) -> list[Figure]:
    return [
        Figure(f"resume_dates{ending}", found.dates / found.lines, unit),
        Figure(f"resume_posts{ending}", found.posts / found.lines, unit),
    ]


def labelled(path: Path) -> Score:
    """The labelled lines of a table, all résumés together."""
    labels = json.loads(LABELS.read_text(encoding="utf-8"))["resumes"]
    total = Score()
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["id"] in labels:
                held = {key: held_of(rows) for key, rows in labels[row["id"]].items()}
                _add(total, score(read_resume(row["resume"]).lines, held))
    return total


def generated(count: int) -> Score:
    """The lines that state posts, and those of study, of so many invented careers."""
    total = Score()
    for text, truths in careers(count):
        held: dict[str, list[Held]] = {truth.key: truth.held for truth in truths}
        _add(total, score(read_resume(text).lines, held))
    return total


def _add(total: Score, found: Score) -> None:
    total.lines += found.lines
    total.dates += found.dates
    total.posts += found.posts
