"""`mingjian bench people`: who is who, where they served, and with whom."""

from collections.abc import Callable, Iterable

from mingjian.bench.people import matching, paths, resumes
from mingjian.bench.result import Figure, Result
from mingjian.bench.scratch import scratch

# What is measured, each with the size it is given: a module of this package with a generator of figures.
PARTS: tuple[Callable[[float], Iterable[Figure]], ...] = (matching.figures, paths.figures, resumes.figures)


def run(scale: float) -> Result:
    """Every part in turn, each on a scratch database; at 1 with 200,000 persons and 1,000,000 tenures."""
    figures: list[Figure] = []
    for part in PARTS:
        with scratch():
            figures += part(scale)
    return Result("people", {"persons": int(matching.PERSONS * scale)}, figures)
