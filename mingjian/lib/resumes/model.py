"""What a résumé says, once read."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mingjian.lib.dates import PartialDate


class Kind(StrEnum):
    """What a line is about."""

    POST = "post"
    STUDY = "study"
    CONGRESS = "congress"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Tenure:
    """One post at one body.

    `start` and `end` are as written: None for a start that is not said, and for an end that is open or not said.
    `organisation` is the body in the words of the line (for a post that continues a body named before it, the words
    of that one); `organisation_full` the same body spelled out: relative names placed (省林业厅 in Yunling is
    云岭省林业厅), departments under their body, and the government for the head of a place (青山市, 代市长 is
    青山市人民政府). `rank` is one of 3 (province, chief) to 12 (village officer) where it is written or plain, else
    None. `chief` says that the post heads the body; `acting` that it is held 代理; `concurrent` that it is held 兼.
    """

    start: PartialDate | None
    end: PartialDate | None
    organisation: str
    organisation_full: str
    post: str
    rank: int | None = None
    chief: bool = False
    acting: bool = False
    concurrent: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a résumé, in its own words.

    `open` says that the line is written as lasting (至今, a dash with nothing behind). `end_implied` is true where
    only a start is written and a later line begins after it; `implied_end` is that beginning. Neither `end` nor the
    tenures take it over. `not_understood` holds the pieces of text from which nothing was concluded.
    """

    text: str
    kind: Kind
    start: PartialDate | None = None
    end: PartialDate | None = None
    open: bool = False
    end_implied: bool = False
    implied_end: PartialDate | None = None
    tenures: tuple[Tenure, ...] = ()
    not_understood: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resume:
    """The lines of a résumé, in their order; together they hold the whole text."""

    lines: tuple[Line, ...]

    @property
    def tenures(self) -> Iterator[Tenure]:
        """The tenures of all lines."""
        return (tenure for line in self.lines for tenure in line.tenures)
