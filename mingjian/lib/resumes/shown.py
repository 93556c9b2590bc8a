"""What was read in résumés as plain values, for programs."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from mingjian.lib.resumes.files import Written
from mingjian.lib.resumes.model import Kind, Line, Resume, Tenure

Value = dict[str, Any]


def as_values(read: Iterable[tuple[Written, Resume]]) -> Value:
    """`{"resumes": […], "counts": {…}}`; dates in ISO 8601 as far as they are known, null where there is none."""
    resumes: list[Value] = []
    counts: Counter[str] = Counter(
        dict.fromkeys([*Kind, "resumes", "lines", "tenures", "end_implied", "not_understood"], 0)
    )
    for written, resume in read:
        named = {"name": written.name} if written.name else {}
        resumes.append({"id": written.id, **named, "lines": [line_values(line) for line in resume.lines]})
        counts["resumes"] += 1
        for line in resume.lines:
            counts["lines"] += 1
            counts[line.kind] += 1
            counts["tenures"] += len(line.tenures)
            counts["end_implied"] += line.end_implied
            counts["not_understood"] += len(line.not_understood)
    return {"resumes": resumes, "counts": dict(counts)}


def line_values(line: Line) -> Value:
    """A line with its tenures. `implied_end` is the later line's start, where `end_implied` is true."""
    return {
        "text": line.text,
        "kind": line.kind.value,
        "start": _iso(line.start),
        "end": _iso(line.end),
        "open": line.open,
        "end_implied": line.end_implied,
        "implied_end": _iso(line.implied_end),
        "tenures": [_tenure(tenure) for tenure in line.tenures],
        "not_understood": list(line.not_understood),
    }


def _tenure(tenure: Tenure) -> Value:
    return {
        "start": _iso(tenure.start),
        "end": _iso(tenure.end),
        "organisation": tenure.organisation,
        "organisation_full": tenure.organisation_full,
        "post": tenure.post,
        "rank": tenure.rank,
        "chief": tenure.chief,
        "acting": tenure.acting,
        "concurrent": tenure.concurrent,
        "note": tenure.note,
    }


def _iso(day: object) -> str | None:
    return None if day is None else str(day)
