"""Résumés 简历 read line by line by `mingjian.lib.resumes`; `resume_posts` finds the bodies of the posts read."""

from collections.abc import Iterator
from dataclasses import dataclass

from mingjian.lib.dates import PartialDate
from mingjian.lib.resumes import Kind, Tenure, read_resume
from mingjian.lib.resumes.tidy import even
from mingjian.lib.resumes.when import first_when
from mingjian.lib.text import normalise

AROUND = " ，,；;：:、。"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `rest` is what stands behind its time; `posts` are those it states, `lost` the pieces not understood.

    `end` is the end as written, or where only a start is written the beginning of the line after it.
    """

    text: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    rest: str = ""
    posts: tuple[Tenure, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all that it states was understood, so that nothing is lost when its posts are tenures."""
        return bool(self.posts) and not self.lost


def lines_of(text: str) -> list[Line]:
    """The lines of a résumé, each with the time and the posts read in it."""
    return list(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    for line in read_resume(text).lines:
        when = first_when(even(line.text))
        rest = line.text[when.until :].strip(AROUND) if when else line.text
        posts = line.tenures if line.kind is Kind.POST else ()
        yield Line(line.text, line.start, line.end or line.implied_end, rest, posts, line.not_understood)


def end_of(post: Tenure, line: Line) -> PartialDate | None:
    """The end of a post: its own, or that of its line where it begins with it."""
    return post.end or (line.end if post.start == line.start else None)


def says(recorded: str, post: Tenure) -> bool:
    """Whether the words of a recorded tenure are those of a post read, perhaps with a part of its body before them."""
    title = normalise(post.post)
    wholes = [normalise(body + post.post) for body in (post.organisation, post.organisation_full)]
    pieces = [normalise(piece) for piece in recorded.split("、")]
    return any(piece.endswith(title) and any(whole.endswith(piece) for whole in wholes) for piece in pieces)
