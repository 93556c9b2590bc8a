"""When a line of a résumé is read right, and labels of lines that hold digests instead of words.

**Dates.** A line is right when its tenures have the starts and ends that the label gives, as exactly as they are
written (`2008-06`, `1959`), and no others; an end that is open or only implied is none. **Posts.** A line is right
when the tenures are, one for one, those of the label: the post is the same, and `organisation` or
`organisation_full` is one of the names that the label allows (as written, or spelled out). Both sides are compared in
the normal form of :func:`plain`: folded by :func:`mingjian.lib.text.normalise`, without white space, brackets and
marks, 中国共产党 and 中共 left out before the name, 人民政府 as 政府, 纪律检查委员会 as 纪委. A line that is not found
among those read is wrong.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from mingjian.lib.resumes import Line
from mingjian.lib.text import normalise

_MARKS = re.compile(r"[\s()（）\[\]<>《》“”\"'·,，、;；:：。.\-–—~]+")
_OUT = re.compile(r"^(?:中国共产党|中共)")
Digest = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Held:
    """A labelled tenure: `names` are the digests of the names of the body that are right, `post` that of the post."""

    start: str | None
    end: str | None
    names: frozenset[str]
    post: str


@dataclass(slots=True)
class Score:
    """Lines asked about, and those whose dates and whose posts are right."""

    lines: int = 0
    dates: int = 0
    posts: int = 0


def plain(text: str) -> str:
    """The form in which texts are compared."""
    bare = _OUT.sub("", _MARKS.sub("", normalise(text)))
    return bare.replace("人民政府", "政府").replace("纪律检查委员会", "纪委")


def line_key(text: str) -> str:
    """What a line is called in the labels: the digest of its plain form."""
    return sha256(plain(text).encode()).hexdigest()


def digest_for(text: str) -> Digest:
    """The digests of the words of one line, keyed with the line, so that equal words differ from line to line."""
    key = plain(text)
    return lambda word: sha256(f"{key}\n{plain(word)}".encode()).hexdigest()[:24]


def held_of(rows: Iterable[Sequence[object]]) -> list[Held]:
    """Labelled tenures from rows of start, end, digests of names, digest of the post."""
    found = []
    for start, end, names, post in rows:
        if not isinstance(names, list):
            raise TypeError("The names of a labelled tenure are a list.")
        found.append(Held(_text(start), _text(end), frozenset(map(str, names)), str(post)))
    return found


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def score(read: Iterable[Line], labels: Mapping[str, Sequence[Held]]) -> Score:
    """How many of the labelled lines are read right."""
    by_key = {line_key(line.text): line for line in read}
    found = Score()
    for key, held in labels.items():
        found.lines += 1
        if (line := by_key.get(key)) is not None:
            found.dates += dates_are_right(line, held)
            found.posts += posts_are_right(line, held)
    return found


def dates_are_right(line: Line, held: Sequence[Held]) -> bool:
    """Whether the tenures have the labelled times and no others; for a line without tenures, that it has none."""
    read = {(_iso(tenure.start), _iso(tenure.end)) for tenure in line.tenures}
    return read == {(each.start, each.end) for each in held}


def posts_are_right(line: Line, held: Sequence[Held]) -> bool:
    """Whether each labelled tenure is among those read, and none besides."""
    digest = digest_for(line.text)
    left = list(held)
    for tenure in line.tenures:
        names, post = {digest(tenure.organisation), digest(tenure.organisation_full)}, digest(tenure.post)
        match = next((each for each in left if each.post == post and each.names & names), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _iso(day: object) -> str | None:
    return None if day is None else str(day)
