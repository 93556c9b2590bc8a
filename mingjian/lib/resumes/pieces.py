"""The pieces of which a line's text is made: each a body with a post, a body alone, study, or nothing of these."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from mingjian.lib.resumes.bodies import end_of_body, leans, names_body
from mingjian.lib.resumes.patterns import pattern, words
from mingjian.lib.resumes.places import begins_with_place
from mingjian.lib.resumes.words import BODIES, HEADS, PARTY, PLACES, Title, title_of

MARK = "\ue000"
_MARKS = re.compile("[\ue000-\uf8ff]")
_VERB = words("verb")
_ADVERB = words("adverb")
_GO = words("go")
_LEAD = re.compile(rf"^{_ADVERB}{_VERB}")
_AT = re.compile(rf"^{_ADVERB}{_GO}(?P<body>.+?)(?:{_ADVERB}(?:工作)?[，、]?{_ADVERB}(?P<verb>{_VERB}))(?P<rest>.*)$")
_WITHIN = re.compile(r"^(?P<body>.{2,}?)(?P<verb>挂职(?:锻炼)?，?(?:担?任|兼任?))(?P<rest>.+)$")
_WENT = re.compile(rf"^{_ADVERB}{_GO}(?P<body>.+)$")
_WORK = pattern("work")
_STUDY = pattern("study")
_SKIP = pattern("skip")
_RANK_ALONE = re.compile(
    r"^(?:保留|享受|明确)?(?:正|副)?(?:省部|省|部|地厅|厅|司局|司|局|县处|处|乡科|科|股)级(?:待遇|干部待遇)?$"
)
_IN_A_NAME = re.compile("主持|负责|领导|协助|劳动|资格|籍|转业")
_NEVER = pattern("never")
_TRAILING = re.compile(r"(?:等职务|等职|等|的?职务|一职|职|工作岗位|岗位|至今|为止)$")
_AND = re.compile(r"兼任?(?![职并顾容管])|[和及与暨](?=.)|并(?=兼?任)|/|[ ]+")
LONGEST_BODY, LONGEST_PIECE = 60, 240


class Sort(StrEnum):
    """What a piece is."""

    POST = "post"
    WORK = "work"
    BODY = "body"
    STUDY = "study"
    CONGRESS = "congress"
    SKIPPED = "skipped"
    RANK = "rank"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Piece:
    """One piece. `inside` says that the body was given by 在 or 到; `strong` that a comma parts it from the next."""

    sort: Sort
    text: str
    body: str = ""
    post: str = ""
    title: Title | None = None
    concurrent: bool = False
    seconded: bool = False
    inside: str = ""
    comma: bool = False
    marks: list[int] = field(default_factory=list)


def pieces_of(text: str) -> list[Piece]:
    """The pieces of an even text whose brackets are replaced by marks."""
    found: list[Piece] = []
    for chunk, sign in _chunks(text):
        concurrent = sign == "兼"
        for piece in _analysed(chunk):
            piece.concurrent = piece.concurrent or concurrent
            found.append(piece)
        if found and chunk == "" and sign == "，":
            found[-1].comma = True
    return _joined(found)


def opens_posts(text: str) -> bool:
    """Whether a piece begins with a word for holding a post: 历任, 任, 调任."""
    return _LEAD.match(text) is not None


def _chunks(text: str) -> Iterator[tuple[str, str]]:
    """Each chunk with the sign before it; an empty chunk says that a comma follows the one before."""
    before = ""
    for chunk in re.split(r"([，；。：、])", text):
        if re.fullmatch(r"[，；。：、]", chunk):
            before = "，" if chunk != "、" else "、"
            if before == "，":
                yield "", "，"
        elif chunk.strip():
            for part, sign in _parted(chunk.strip()):
                yield part, sign or before


def _parted(chunk: str) -> Iterator[tuple[str, str]]:
    """Parts joined by 兼, 和 or a space: only where a whole post stands before and something after."""
    begin, sign = 0, ""
    for found in _AND.finditer(chunk):
        left, right = _unmarked(chunk[begin : found.start()]), _unmarked(chunk[found.end() :])
        title = title_of(_TRAILING.sub("", left)) if left else None
        if title is None or not right or (found[0][0] in "和及与暨" and title_of(right) is None):
            continue
        yield chunk[begin : found.start()], sign
        begin, sign = found.end(), "兼" if "兼" in found[0] else "、"
    yield chunk[begin:], sign


def _unmarked(text: str) -> str:
    return _MARKS.sub("", text).replace(" ", "")


def _analysed(chunk: str) -> Iterator[Piece]:
    marks = [ord(mark) - ord(MARK) for mark in _MARKS.findall(chunk)]
    text = _unmarked(chunk).strip("-·.")
    if not text:
        if marks:
            yield Piece(Sort.SKIPPED, "", marks=marks)
        return
    found = _read(text) if len(text) <= LONGEST_PIECE else [Piece(Sort.UNKNOWN, text)]
    found[-1].marks = marks
    seconded = "挂职" in text or "挂任" in text
    for piece in found:
        piece.seconded = seconded
    yield from found


def _read(text: str) -> list[Piece]:
    title = title_of(_TRAILING.sub("", text)) or title_of(text)
    if title is not None and title.of_study:
        return [Piece(Sort.STUDY, text)]
    if _RANK_ALONE.match(text):
        return [Piece(Sort.RANK, text)]
    if title is None and _STUDY.search(text):
        return [Piece(Sort.STUDY, text)]
    skipped = _SKIP.search(text)
    if skipped and not (title and _IN_A_NAME.search(skipped[0])):
        return [Piece(Sort.SKIPPED, text)]
    if found := _AT.match(text) or _WITHIN.match(text):
        return _at(text, found)
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    concurrent = bool(lead and "兼" in lead[0])
    if title is not None:
        return [_post(text, rest, concurrent=concurrent)]
    went = _WENT.match(rest)
    return [_without_title(text, went["body"] if went else rest, went=went is not None)]


def _at(text: str, found: "re.Match[str]") -> list[Piece]:
    """在 or 到 a body 任 a post: the post may be at a part of that body."""
    body, rest = found["body"].removesuffix("工作").removesuffix("挂职"), found["rest"]
    if re.search("会议?上?$|大会", body):
        body = ""
    if not rest or title_of(_TRAILING.sub("", rest)) is None:
        return [_without_title(text, body + rest, went=True)]
    piece = _post(text, rest, concurrent="兼" in found["verb"])
    if piece.sort is Sort.POST:
        piece.inside = body
    return [piece]


def _post(text: str, rest: str, *, concurrent: bool) -> Piece:
    trimmed = _TRAILING.sub("", rest)
    rest = trimmed if title_of(trimmed) else rest
    rest = re.sub(r"^原(?![平阳])", "", rest)
    title = title_of(rest)
    if title is None or _NEVER.search(rest) or title.at > LONGEST_BODY:
        return Piece(Sort.UNKNOWN, text)
    body, post = _parts(rest[: title.at], title)
    return Piece(Sort.POST, text, body, post, title, concurrent)


def _parts(before: str, title: Title) -> tuple[str, str]:
    """The body and the post, given the text before a title."""
    if went := _WENT.match(before):
        before = went["body"]
    if contracted := _contracted(before, title):
        return contracted, title.post
    party = next((word for word in PARTY if title.before.startswith(word)), "")
    if party in {"党委", "党工委"} and re.search("(?:镇|乡|街道|街道办事处|公社|自治区|自治州|自治县|兵团)$", before):
        return before + party, title.post.removeprefix(party)
    if party in {"机关党委", "机关党总支"} and before.endswith("直"):
        return before + party, title.post.removeprefix(party)
    if before and not names_body(before):
        end = end_of_body(before)
        left = before[end:]
        if end and len(left) <= 6:
            return before[:end], left + title.post
        if not end and len(before) <= 4 and not begins_with_place(before) and title.word not in HEADS:
            return "", before + title.post
    return before, title.post


def _contracted(before: str, title: Title) -> str:
    """统战部长 heads the 统战部, 台州市长 the 台州市: the body with the word that is left out; empty otherwise."""
    sign = PLACES.get(title.word, title.word[0] if title.word[0] in BODIES and len(title.word) == 2 else "")
    if not before or not sign or title.word[-1] != "长" or before.endswith(sign) or names_body(before):
        return ""
    return before + sign


def _without_title(text: str, rest: str, *, went: bool) -> Piece:
    work = _WORK.search(rest)
    if work and work.start() > 0 and not _NEVER.search(rest):
        body = rest[: work.start()]
        if names_body(body) or went:
            return Piece(Sort.WORK, text, body, work[0], inside=body if went else "")
    if work and work.start() == 0:
        return Piece(Sort.SKIPPED, text)
    if names_body(rest) and not _NEVER.search(rest):
        return Piece(Sort.BODY, text, rest, inside=rest if went else "")
    return Piece(Sort.UNKNOWN, text)


def _one_office(before: Piece, piece: Piece) -> bool:
    """省委、省政府信访局 is one office of two masters."""
    masters = before.sort is Sort.BODY and not before.comma and re.search("[省市县区州地旗]委$", before.body)
    return bool(masters) and re.match("(?:[省市县区州旗]|自治区)(?:人民)?政府.{2,}", piece.body) is not None


def _joined(found: list[Piece]) -> list[Piece]:
    """A piece that no word for a body ends belongs to the post behind it: 教育、科技处处长."""
    whole: list[Piece] = []
    for piece in found:
        before = whole[-1] if whole else None
        if piece.sort is Sort.POST and before and _one_office(before, piece):
            piece.text, piece.body = f"{before.text}、{piece.text}", f"{before.body}、{piece.body}"
            whole[-1] = piece
            continue
        if (
            piece.sort is Sort.POST
            and before is not None
            and before.sort is Sort.UNKNOWN
            and not before.comma
            and piece.body
            and not leans(piece.body[:1])
            and not _NEVER.search(before.text)
            and len(before.text) <= 24
        ):
            piece.text = f"{before.text}、{piece.text}"
            lead = _LEAD.match(before.text)
            piece.body = f"{before.text[lead.end() :] if lead else before.text}、{piece.body}"
            piece.marks = before.marks + piece.marks
            whole[-1] = piece
        else:
            whole.append(piece)
    return whole
