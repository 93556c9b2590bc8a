"""One entry of a résumé: its time, and the posts, study and lives beside it that it states."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mingjian.lib.dates import PartialDate
from mingjian.lib.resumes.bodies import leans
from mingjian.lib.resumes.kinds import is_congress, is_full_time, is_seat, states_posts
from mingjian.lib.resumes.model import Kind, Line, Tenure
from mingjian.lib.resumes.pieces import Piece, Sort, opens_posts, pieces_of
from mingjian.lib.resumes.places import is_relative
from mingjian.lib.resumes.placing import Body, Placing
from mingjian.lib.resumes.ranks import rank_of_post
from mingjian.lib.resumes.remarks import Remark, What, rank_of, without_remarks
from mingjian.lib.resumes.split import of_birth, of_life, told, top_whens
from mingjian.lib.resumes.when import When

_NAMED_BESIDE = re.compile(r"^(?:其间|期间|此间)[：，、 ]*")
_SIGNS = " ，；：、。"


@dataclass(slots=True)
class Found:
    """What was read in an entry so far; `last` are the positions of the tenures of the last piece."""

    tenures: list[Tenure] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    sorts: list[Sort] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    stated: bool = False

    def change(self, **values: object) -> None:
        """Change the tenures of the last piece."""
        for at in self.last:
            self.tenures[at] = replace(self.tenures[at], **values)  # type: ignore[arg-type]  # names come from remarks


class Reader:
    """Reads entries in their order; it remembers the places and bodies named."""

    def __init__(self) -> None:
        self.placing = Placing()

    def line(self, written: str, text: str) -> Line:
        """One entry, as written and in its even form."""
        if told(text):
            return Line(written, Kind.OTHER)
        text = _without_outer(text)
        whens = top_whens(text)
        when = whens[0] if whens and not text[: whens[0].at].strip(_SIGNS + "（") else None
        if when is None and is_congress(text):
            return Line(written, Kind.CONGRESS)
        if when is not None and of_birth(text[when.until :]):
            when = None
        self.placing.begin()
        found = Found()
        self._read(text, when, whens, found)
        return self._line(written, text, when, found)

    def _read(self, text: str, when: When | None, whens: list[When], found: Found) -> None:
        """The text up to the first time inside it, then what begins with each of those."""
        inner = [each for each in whens if each is not when and not of_life(text[each.until :])]
        begin = when.until if when else 0
        end = inner[0].at if inner else len(text)
        main = text[begin:end].strip(_SIGNS)
        if when and of_life(text[when.until :]):
            self.placing.tear()
            when = None
        self._posts(main, when, found)
        for each, until in _stretches(inner, len(text)):
            self._beside(text[each.until : until].strip(_SIGNS), each, when, found)

    def _beside(self, text: str, each: When, around: When | None, found: Found) -> None:
        """A change within the line: it lasts to its own end, or to that of the line."""
        end = each.end if each.ranged or around is None else around.end
        held = Found()
        self._posts(text, replace(each, end=end), held)
        for tenure in held.tenures:
            _supersede(found, tenure, each.start)
        found.tenures += held.tenures
        found.sorts += [sort for sort in held.sorts if sort is not Sort.UNKNOWN]
        found.lost += held.lost

    def _posts(self, text: str, when: When | None, found: Found) -> None:
        """The posts that a text without times of its own states."""
        text, remarks = without_remarks(text)
        pieces = pieces_of(text.strip(_SIGNS))
        waiting: list[Body] = []
        for at, piece in enumerate(pieces):
            found.sorts.append(piece.sort)
            found.last = []
            following = pieces[at + 1] if at + 1 < len(pieces) else None
            if piece.sort is Sort.POST:
                self._post(piece, when, waiting, found)
                waiting = []
            elif piece.sort is Sort.WORK:
                self._work(piece, following, when, found)
            elif piece.sort is Sort.BODY:
                body = self.placing.body_of(piece)
                if not _is_base_of(piece, following):
                    waiting.append(body)
                    found.last = []
            elif piece.sort is Sort.UNKNOWN:
                found.lost.append(piece.text)
            elif piece.sort is Sort.SKIPPED and not found.tenures:
                self.placing.tear()
            elif piece.sort is Sort.RANK and found.tenures:
                found.tenures[-1] = replace(found.tenures[-1], rank=rank_of(piece.text))
            for mark in piece.marks:
                self._remark(remarks[mark], when, found)
        found.lost += [body.written for body in waiting]

    def _post(self, piece: Piece, when: When | None, waiting: list[Body], found: Found) -> None:
        seat = is_seat(piece.text)
        if piece.title is None:
            return
        if seat and not is_full_time(piece.text):
            found.sorts[-1] = Sort.CONGRESS
        found.stated = found.stated or states_posts(piece.text)
        bodies = [*waiting, self.placing.body_of(piece)]
        for body in bodies:
            found.last.append(len(found.tenures))
            found.tenures.append(_tenure(piece, body, when))

    def _work(self, piece: Piece, following: Piece | None, when: When | None, found: Found) -> None:
        """在某局工作，任科员 says with the post where it was held; without one the work is what was done."""
        body = self.placing.body_of(piece)
        if piece.inside and following is not None and following.sort is Sort.POST and _continues(following.body):
            return
        found.last = [len(found.tenures)]
        found.tenures.append(
            Tenure(
                *_span(when),
                organisation=body.written,
                organisation_full=body.full,
                post=piece.post,
                note="挂职" if piece.seconded else "",
            )
        )

    def _remark(self, remark: Remark, when: When | None, found: Found) -> None:
        if remark.what is What.BESIDE:
            self._life_beside(remark.text, when, found)
        elif not found.last:
            return
        elif remark.what is What.RANK:
            found.change(rank=remark.rank)
        elif remark.what is What.CONCURRENT:
            found.change(concurrent=True)
        elif remark.what is What.END:
            found.change(end=remark.day)
        elif remark.what is What.START:
            found.change(start=remark.day)
        else:
            found.change(note=remark.text)

    def _life_beside(self, text: str, when: When | None, found: Found) -> None:
        """（其间：…）: posts held beside are tenures with their own times; study and the like is none."""
        held = Found()
        whens = top_whens(text)
        first = whens[0].at if whens else len(text)
        if text[:first].strip(_SIGNS):
            self._posts(text[:first].strip(_SIGNS), when, held)
        for each, until in _stretches(whens, len(text)):
            end = each.end if each.ranged or when is None else when.end
            if not told(text[each.until : until]):
                self._posts(text[each.until : until].strip(_SIGNS), replace(each, end=end), held)
        found.tenures += held.tenures
        if not held.tenures and found.last and "主持" in text:
            found.change(note=text)

    def _line(self, written: str, text: str, when: When | None, found: Found) -> Line:
        start, end = _span(when)
        opened = when is not None and when.open
        kind = _kind(text, when, found)
        if kind is not Kind.POST:
            found.tenures = []
        lost = found.lost if kind is not Kind.OTHER or (when and not of_life(text[when.until :])) else []
        return Line(written, kind, start, end, opened, tenures=tuple(found.tenures), not_understood=tuple(lost))


def _stretches(whens: list[When], length: int) -> Iterator[tuple[When, int]]:
    """Each time with the position up to which it reaches."""
    for at, when in enumerate(whens):
        yield when, whens[at + 1].at if at + 1 < len(whens) else length


def _kind(text: str, when: When | None, found: Found) -> Kind:
    stated = [sort for sort in found.sorts if sort in {Sort.POST, Sort.WORK}]
    if Sort.CONGRESS in found.sorts and not stated:
        return Kind.CONGRESS
    if found.tenures and (when is not None or found.stated or states_posts(text) or not found.lost):
        return Kind.POST
    if Sort.STUDY in found.sorts and not any(of_birth(text[each.until :]) for each in top_whens(text)):
        return Kind.STUDY
    return Kind.OTHER


def _span(when: When | None) -> tuple[PartialDate | None, PartialDate | None]:
    return (when.start, when.end) if when else (None, None)


def _tenure(piece: Piece, body: Body, when: When | None) -> Tenure:
    title = piece.title
    if title is None:
        raise ValueError("A piece without a title states no post.")
    return Tenure(
        *_span(when),
        organisation=body.written,
        organisation_full=body.full,
        post=piece.post,
        rank=rank_of(title.before) or rank_of_post(body.full, title),
        chief=title.is_chief,
        acting=title.is_acting,
        concurrent=piece.concurrent,
        note="挂职" if piece.seconded else "",
    )


def _is_base_of(piece: Piece, following: Piece | None) -> bool:
    """在某厅，任科员: the body is that of the post behind it, not a second one with the same title."""
    if following is None or following.sort is not Sort.POST:
        return False
    if piece.inside and not following.body:
        return True
    return piece.comma and (opens_posts(following.text) or (leans(following.body) and not is_relative(following.body)))


def _continues(body: str) -> bool:
    """Whether a post continues the body before it: it names none, or a department of it."""
    return not body or (leans(body) and not is_relative(body))


def _supersede(found: Found, tenure: Tenure, day: PartialDate) -> None:
    """代区长 ends when the same person becomes 区长 within the line."""
    for at, held in enumerate(found.tenures):
        if held.acting and not tenure.acting and held.post.replace("理", "").removeprefix("代") == tenure.post:
            found.tenures[at] = replace(held, end=day)


def _without_outer(text: str) -> str:
    """A line in brackets, without them."""
    text = _NAMED_BESIDE.sub("", text)
    if text.startswith("（") and text.rstrip(_SIGNS).endswith("）") and text.count("（") == 1:
        return _NAMED_BESIDE.sub("", text.rstrip(_SIGNS)[1:-1])
    return text
