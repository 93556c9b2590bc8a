"""Which body a piece means: the one it names, or the one that the posts before it leave standing."""

import re
from dataclasses import dataclass, field

from mingjian.lib.resumes.bodies import expand, government_of, up_to
from mingjian.lib.resumes.pieces import Piece
from mingjian.lib.resumes.places import Places, chain
from mingjian.lib.resumes.words import BODIES, PLACES, Title

_COMMITTEE = re.compile(r"^(?:中共.*委员会|.*(?:[省市县区州地盟旗]委(?!员会)|党委))")
_CORES = ("书记处", "主席团")
_WIDE = {"副书记", "常委", "秘书长", "副秘书长", "第一书记"}
_IN_ARMY = frozenset(
    [
        "战士",
        "士兵",
        "班长",
        "排长",
        "连长",
        "营长",
        "团长",
        "指导员",
        "教导员",
        "参谋",
        "文书",
        "卫生员",
        "通信员",
        "学徒",
        "学徒工",
        "工人",
    ]
)


@dataclass(frozen=True, slots=True)
class Body:
    """A body as written, and spelled out."""

    written: str
    full: str


NOWHERE = Body("", "")


@dataclass(slots=True)
class Placing:
    """The bodies of a résumé as its reading goes on: `named` are those of the entry, the last one last."""

    places: Places = field(default_factory=Places)
    named: list[Body] = field(default_factory=list)
    carried: Body = NOWHERE
    torn: bool = False

    def begin(self) -> None:
        """A new entry: what it does not name continues the body of the one before."""
        if self.named:
            self.carried = self.named[-1]
        self.named = []
        self.torn = False

    def tear(self) -> None:
        """The entry begins with a first job or with the army: what it does not name continues nothing."""
        self.torn = True

    @property
    def base(self) -> Body:
        return self.named[-1] if self.named else self.carried

    def body_of(self, piece: Piece) -> Body:
        """The body of a piece, taken note of."""
        title = piece.title
        if piece.inside and piece.body:
            self._name(self._written(piece.inside))
        body = piece.body or piece.inside
        if not body:
            found = self._continued(title) if title else self.base
        elif title is not None and (_place_sign(title) or (title.word == "主席" and body.endswith("自治区"))):
            found = self._of_place(body)
        else:
            found = self._written(body)
        if found.written:
            self._name(found)
        return found

    def _name(self, body: Body) -> None:
        self.named.append(body)
        self.places.see(body.full)

    def _written(self, body: str) -> Body:
        base = self.base.full if self.named else ""
        return Body(body, expand(body, base, self.places))

    def _of_place(self, body: str) -> Body:
        """省政府, 省长 names the government; 石桥市, 市长 means it."""
        full = expand(body, self.base.full if self.named else "", self.places)
        place = chain(full)
        return Body(body, government_of(full) if place and place[-1].name == full else full)

    def _continued(self, title: Title) -> Body:
        """The body of a title that stands alone."""
        if sign := _place_sign(title):
            return self._place_head(sign)
        if (title.word == "主席" and self.base.full.endswith("自治区党委")) or title.word == "专员":
            return self._office_of_head(title)
        if not self.named and (self.torn or title.word in _IN_ARMY):
            return NOWHERE
        if kept := self._ending_with(title):
            return kept
        base = self.base
        if base.full.endswith(_CORES) and title.word not in {"书记", "主席"}:
            return Body(base.written[:-3], base.full[:-3])
        if title.post in _WIDE and (found := _COMMITTEE.match(base.full)):
            written = _COMMITTEE.match(base.written)
            return Body(written[0] if written else base.written, found[0])
        return base

    def _place_head(self, sign: str) -> Body:
        place = self.places.place(sign)
        if place is None:
            return self.base
        name = self._as_written(place.name)
        return Body(name, government_of(place.name))

    def _as_written(self, place: str) -> str:
        """The place in the words of the entry, where it has them."""
        for body in reversed(self.named):
            found = [each.name for each in chain(body.written)]
            if found and place.endswith(found[-1]):
                return found[-1]
        return place

    def _office_of_head(self, title: Title) -> Body:
        if title.word == "主席":
            return Body(self.base.written.removesuffix("党委"), government_of(self.base.full.removesuffix("党委")))
        place = self.places.place("地") or self.places.place("盟")
        if place is None or "公署" in self.base.full or "行署" in self.base.full:
            return self.base
        return Body(self._as_written(place.name), place.with_body("行政公署"))

    def _ending_with(self, title: Title) -> Body | None:
        """厅长 continues the last body that is a 厅, or the 厅 of which the last one is a part; 校长 the school."""
        word = title.word.removesuffix("助理")
        sign = word[0] if word[-1:] == "长" and len(word) == 2 and word[0] in BODIES else ""
        if not sign:
            return None
        for body in reversed(self.named or [self.carried]):
            if full := up_to(body.full, sign):
                return Body(up_to(body.written, sign) or body.written, full)
        return None


def _place_sign(title: Title) -> str:
    word = title.word.removesuffix("助理") if title.is_aide else title.word
    return PLACES.get(word, "")
