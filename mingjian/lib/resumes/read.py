"""A résumé, from its text to lines with their tenures."""

from collections.abc import Iterator
from dataclasses import replace

from mingjian.lib.dates import PartialDate
from mingjian.lib.resumes.entry import Reader
from mingjian.lib.resumes.model import Kind, Line, Resume
from mingjian.lib.resumes.split import cuts
from mingjian.lib.resumes.tidy import even, physical_lines

_LASTS = frozenset({Kind.POST, Kind.STUDY})


def read_resume(text: str) -> Resume:
    """Read the text of one résumé; whatever it holds, every part of it is in one of the lines."""
    reader = Reader()
    lines: list[Line] = []
    for physical in physical_lines(text):
        tidy = even(physical)
        begins = cuts(tidy)
        for begin, end in zip(begins, [*begins[1:], len(tidy)], strict=True):
            if not (written := physical[begin:end].strip()):
                continue
            line = reader.line(written, even(written))
            if begin and _plain(line) and _plain(lines[-1]):
                lines[-1] = replace(lines[-1], text=lines[-1].text + written)
            else:
                lines.append(line)
    return Resume(tuple(_with_ends(lines)))


def _plain(line: Line) -> bool:
    """Whether a line is text in which nothing was read."""
    return line.kind is Kind.OTHER and line.start is None and not line.not_understood


def _with_ends(lines: list[Line]) -> Iterator[Line]:
    """Where only a start is written, the next line that begins later implies the end."""
    for at, line in enumerate(lines):
        lacks = line.kind in _LASTS and line.start and not line.end and not line.open
        following = _next_start(lines[at + 1 :]) if lacks else None
        if following and line.start and following.lower > line.start.lower:
            yield replace(line, end_implied=True, implied_end=following)
        else:
            yield line


def _next_start(later: list[Line]) -> PartialDate | None:
    return next((line.start for line in later if line.start and (line.kind in _LASTS or "退休" in line.text)), None)
