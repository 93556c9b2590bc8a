"""The forms in which the invented careers are written: dates, verbs, brackets, ends of lines, and whole paragraphs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from mingjian.bench.people.careers import Career, Entry, Truth, truth_of
from mingjian.lib.dates import PartialDate

SEED = 20181
_WIDE = str.maketrans("0123456789.-", "０１２３４５６７８９．－")


@dataclass(frozen=True, slots=True)
class Form:
    """One hand's habits: how both sides of a time are written and joined, what follows, how a line ends."""

    day: Callable[[PartialDate], str]
    dash: str
    after: str
    verb: str
    ending: str
    open_end: str = "至今"
    beside: str = "（其间：{}）"
    wide: bool = False
    paragraph: bool = False
    starts_only: bool = False


def _dots(day: PartialDate) -> str:
    return f"{day.year}.{day.month:02}"


def _bare_dots(day: PartialDate) -> str:
    return f"{day.year}.{day.month}"


def _words(day: PartialDate) -> str:
    return f"{day.year}年{day.month}月"


def _padded_words(day: PartialDate) -> str:
    return f"{day.year}年{day.month:02}月"


def _slashed(day: PartialDate) -> str:
    return f"{day.year}/{day.month:02}"


def _dashed(day: PartialDate) -> str:
    return f"{day.year}-{day.month:02}"


FORMS: tuple[Form, ...] = (
    Form(_dots, "-", " ", "", ""),
    Form(_dots, "--", "  ", "", "；"),
    Form(_dots, "—", "，", "", "；"),
    Form(_dots, "——", "，", "任", "；", open_end="——"),
    Form(_padded_words, "至", "，", "任", "；"),
    Form(_padded_words, "-", " ", "任", "；", open_end="-"),
    Form(_words, "—", "，", "历任", "。", beside="(其间{})"),
    Form(_dots, "- ", " ", "", "", open_end="-- "),
    Form(_slashed, "-", " ", "", ""),
    Form(_dashed, "至", " ", "", "；"),
    Form(_dots, "-", "", "", "；", beside="(期间：{})"),
    Form(_dots, "～", " ", "", "", wide=True),
    Form(_bare_dots, "－", "：", "", "", beside="（{}）"),
    Form(_words, "至", "，", "任", "，", paragraph=True),
    Form(_dots, "-", " ", "", "；", paragraph=True),
    Form(_words, "", "，任", "", "；", starts_only=True),
    Form(_padded_words, "", "起任", "", "", starts_only=True),
)


def written(entry: Entry, form: Form) -> str:
    """The line of an entry in a form."""
    start = form.day(entry.start)
    if form.starts_only:
        time = start
    elif entry.end is None:
        time = start + form.open_end
    else:
        time = f"{start}{form.dash}{form.day(entry.end)}"
    said = entry.study or _posts(entry)
    verb, after = form.verb, form.after
    if entry.study:
        verb, after = "", after.removesuffix("任").removesuffix("起")
    beside = "".join(form.beside.format(text) for text, _posts in entry.beside)
    line = f"{time}{after}{verb}{said}{beside}"
    return (line.translate(_WIDE) if form.wide else line) + form.ending


def _posts(entry: Entry) -> str:
    text = ""
    for at, post in enumerate(entry.posts):
        text += (post.joint if at else "") + (post.written or post.post) + post.tail
    return text


def careers(count: int) -> list[tuple[str, Sequence[Truth]]]:
    """Texts of careers with the truth of their lines, each in one form; the same at every run."""
    random = Random(SEED)  # noqa: S311  # drawn again alike at every run
    found: list[tuple[str, Sequence[Truth]]] = []
    for number in range(count):
        form = FORMS[number % len(FORMS)]
        entries = [_as_written(entry, form) for entry in Career(random).entries()]
        lines = [written(entry, form) for entry in entries]
        truths = [truth_of(entry, line) for entry, line in zip(entries, lines, strict=True)]
        found.append((("" if form.paragraph else "\n").join(lines), truths))
    return found


def _as_written(entry: Entry, form: Form) -> Entry:
    """Where only starts are written, no end is said, and nothing lies within."""
    return replace(entry, end=None, beside=[]) if form.starts_only else entry
