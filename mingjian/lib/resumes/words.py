"""The vocabulary of posts: a text's title, and what belongs to it."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "posts.toml").read_text(encoding="utf-8"))
HEADS = frozenset(_DATA["heads"].split())
SERVES = frozenset(_DATA["serves"].split())
STUDIES = frozenset(_DATA["studies"].split())
LONGEST_TITLE = 40
PARTY = tuple(_DATA["party"].split())
BODIES = frozenset(_DATA["bodies"])
PLACES: dict[str, str] = _DATA["places"]
GRADES: dict[str, int] = _DATA["grades"]
RANKED = re.compile(_DATA["ranked"])


def _any_of(words: "frozenset[str] | list[str]") -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


_BEFORE = _any_of([*_DATA["deputy"], *_DATA["acting"], *_DATA["modifiers"].split()])
_FIELDS = _any_of(_DATA["fields"].split())
_SERVES = _any_of(SERVES | STUDIES)
_HEADS = _any_of(HEADS)
_POST = re.compile(
    rf"(?P<before>(?:{_BEFORE}|{_DATA['ranked']})*(?:(?:{_FIELDS}|{_BEFORE})+(?=(?:{_SERVES})$))?)"
    rf"(?P<title>(?:{_HEADS})助理|{_HEADS}|{_SERVES})$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """The post at the end of a text: it begins at `at`; `before` are its modifiers, `word` the title itself."""

    at: int
    before: str
    word: str

    @property
    def post(self) -> str:
        return self.before + self.word

    @property
    def is_aide(self) -> bool:
        """市长助理 helps the head of a place; 助理 alone is nobody's in particular."""
        return self.word.endswith("助理") and self.word != "助理"

    @property
    def of_study(self) -> bool:
        return self.word in STUDIES

    @property
    def is_deputy(self) -> bool:
        return self.is_aide or bool(re.search("副|助理|见习", self.before))

    @property
    def is_acting(self) -> bool:
        return "代课" not in self.before and "代" in self.before

    @property
    def is_chief(self) -> bool:
        """Whether it heads the body: 书记 and 局长 do, 副书记, 秘书长 and 厂长助理 do not."""
        if self.word not in HEADS or self.is_deputy or self.word in {"秘书长", "参谋长", "召集人", "总干事"}:
            return False
        return not re.search("名誉|荣誉|支部|总支|机关党委|直属|执行", self.before)


@lru_cache(maxsize=65_536)
def title_of(text: str) -> Title | None:
    """The title with which a text ends, with as many modifiers as belong to it."""
    begin = max(0, len(text) - LONGEST_TITLE)
    found = _POST.search(text, begin)
    if found and found["title"] == "班主任" and text[: found.start("title")].endswith("专"):
        return Title(found.start("title") + 1, "", "主任")
    return Title(found.start(), found["before"], found["title"]) if found else None
