"""At which bodies on record the posts of a résumé were held: by the names borne then, short and former ones too."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mingjian.lib.dates import PartialDate
from mingjian.lib.resumes import Tenure
from mingjian.lib.resumes.names import abbreviates, beginnings
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation, OrganisationName
from mingjian.people.resumes import Line, end_of

Borne = Mapping[str, list[tuple[int, tuple[date | None, date | None]]]]


@dataclass(frozen=True, slots=True)
class Read:
    """A tenure read: its body, its post in the words of the résumé behind the body's name, its time and rank."""

    org_id: int
    post: str
    start: PartialDate
    end: PartialDate | None
    rank: int | None = None
    is_chief: bool = False


@dataclass(frozen=True, slots=True)
class Posts:
    """What was found of one line; `is_whole` says that every post of it was."""

    reads: tuple[Read, ...]
    is_whole: bool


def read_posts(lines: Sequence[Line], scope: Scope) -> dict[int, Posts]:
    """Position → tenures, for the lines of which one post at the least was held at one visible body. Two queries.

    A body is found by its name written or spelled out; else by the longest beginning of it that is a name, the rest
    then belongs to the post; else where it is the abbreviation of one visible body's name only. The name must have been
    borne on some day that the start may mean; what two bodies bore then is nobody's. Posts at one body and time are
    one tenure, in the words of the line.
    """
    asked = [(at, post, line) for at, line in enumerate(lines) for post in line.posts if post.start is not None]
    names = {name for _at, post, _line in asked for name, _rest in _names(post)}
    exact = _borne(names, scope)
    left = [post for _at, post, _line in asked if _found(post, exact) is None]
    short = _abbreviated(left, scope) if left else {}
    found: dict[int, list[Read]] = {}
    for at, post, line in asked:
        if (held := _found(post, exact) or _found(post, short)) and post.start:
            org_id, words = held
            chief = post.chief and words == post.post
            found.setdefault(at, []).append(Read(org_id, words, post.start, end_of(post, line), post.rank, chief))
    return {
        at: Posts(tuple(_together(reads)), lines[at].is_whole and len(reads) == len(lines[at].posts))
        for at, reads in found.items()
    }


def _names(post: Tenure) -> Iterator[tuple[str, str]]:
    """Names under which the body of a post may be on record, the likeliest first, with the words of the post then."""
    bodies = dict.fromkeys((post.organisation_full, post.organisation))
    ways = [list(beginnings(body, post.post)) for body in bodies]
    yield from (way[0] for way in ways if way)
    yield from sorted((name for way in ways for name in way[1:]), key=lambda name: -len(name[0]))


def _found(post: Tenure, borne: Borne) -> tuple[int, str] | None:
    """The one body that bore a name of the post's at its start, and the words of the post behind that name."""
    for name, rest in _names(post):
        bearers = {org for org, time in borne.get(name, ()) if post.start is not None and _then(time, post.start)}
        if len(bearers) == 1:
            return bearers.pop(), rest
        if bearers:
            return None
    return None


def _borne(names: Iterable[str], scope: Scope) -> Borne:
    visible = Organisation.objects.visible_to(scope)
    rows = OrganisationName.objects.filter(name__in=list(names), organisation__in=visible)
    found: dict[str, list[tuple[int, tuple[date | None, date | None]]]] = {}
    for name, org_id, during in rows.values_list("name", "organisation_id", "during"):
        found.setdefault(name, []).append((org_id, (during.lower, during.upper)))
    return found


def _abbreviated(posts: Sequence[Tenure], scope: Scope) -> Borne:
    """Name written → those who bore a name of which it is the abbreviation."""
    wanted = {name for post in posts for name in (post.organisation_full, post.organisation) if name}
    visible = Organisation.objects.visible_to(scope)
    rows = OrganisationName.objects.filter(organisation__in=visible).values_list("name", "organisation_id", "during")
    by_last: dict[str, list[str]] = {}
    for name in wanted:
        by_last.setdefault(_last(name), []).append(name)
    found: dict[str, list[tuple[int, tuple[date | None, date | None]]]] = {}
    for name, org_id, during in rows:
        for short in by_last.get(_last(name), ()):
            if abbreviates(short, name):
                found.setdefault(short, []).append((org_id, (during.lower, during.upper)))
    return found


def _last(name: str) -> str:
    """The character with which a name ends in its short form; 委员会 ends as 委."""
    return "委" if name.endswith("委员会") else name[-1:]


def _then(time: tuple[date | None, date | None], start: PartialDate) -> bool:
    """Whether the name was borne on some day that `start` may mean."""
    lower, upper = time
    return (lower is None or lower < start.upper) and (upper is None or start.lower < upper)


def _together(reads: Sequence[Read]) -> Iterator[Read]:
    """Posts at one body from and to the same days as one: 党组书记、局长."""
    by_body: dict[tuple[int, PartialDate, PartialDate | None], list[Read]] = {}
    for read in reads:
        by_body.setdefault((read.org_id, read.start, read.end), []).append(read)
    for (org_id, start, end), same in by_body.items():
        words = "、".join(dict.fromkeys(read.post for read in same))
        ranks = [read.rank for read in same if read.rank is not None]
        yield Read(org_id, words, start, end, min(ranks, default=None), any(read.is_chief for read in same))
