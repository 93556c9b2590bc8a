"""Terms, rounds, teams and the bodies they entered, from 2012 to the spring of 2018."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from mingjian.demo.bodies import Body
from mingjian.demo.numbers import SEED, Size
from mingjian.demo.places import ROOT, Places
from mingjian.offices.scope import Scope
from mingjian.rounds.actions import (
    NewRound,
    NewTarget,
    NewTeam,
    NewTerm,
    record_rounds,
    record_targets,
    record_teams,
    record_terms,
)
from mingjian.rounds.models import RoundKind

PER_TEAM = 5
TERMS = ((9, date(2011, 11, 1), date(2016, 10, 31)), (10, date(2016, 11, 1), date(2021, 10, 31)))
# First and last day on site. The last ones are under way, or announced, on the demo's day.
PROVINCE_ROUNDS = tuple(
    (date(year, *first), date(year, *last))
    for year in range(2012, 2018)
    for first, last in (((3, 5), (4, 28)), ((9, 4), (11, 3)))
) + ((date(2018, 4, 27), date(2018, 6, 27)),)
LOCAL_ROUNDS = (
    *((date(year, 5, 7), date(year, 6, 29)) for year in range(2012, 2017)),
    (date(2016, 11, 14), date(2016, 12, 30)),
    (date(2017, 4, 10), date(2017, 6, 9)),
    (date(2017, 9, 11), date(2017, 11, 10)),
    (date(2018, 3, 12), date(2018, 5, 11)),
)
DIGITS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Wave:
    """A round of one office."""

    key: str
    division: str
    office: int
    term: int
    number: int
    kind: str
    start: date
    end: date


@dataclass(slots=True)
class Visit:
    """One body entered in one round; `id` is filled when recorded."""

    key: str
    wave: Wave
    body: Body
    team: int
    since: date
    id: int = 0
    standing: str = ""
    feedback: date | None = None


def ordinal(number: int) -> str:
    """3 → 三, 12 → 十二, 25 → 二十五."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def waves(places: Places, mobile: tuple[date, date]) -> dict[str, list[Wave]]:
    """Rounds by the division of their office, oldest first; the province has one mobile round besides."""
    found: dict[str, list[Wave]] = {}
    for code, office in places.inspection.items():
        numbers: dict[int, int] = defaultdict(int)
        found[code] = []
        for start, end in PROVINCE_ROUNDS if code == ROOT else LOCAL_ROUNDS:
            term = next(number for number, first, last in TERMS if first <= start <= last)
            numbers[term] += 1
            kind = RoundKind.SPECIAL if numbers[term] % 4 == 3 else RoundKind.REGULAR
            key = f"{code}:{term}:{numbers[term]}"
            found[code].append(Wave(key, code, office, term, numbers[term], kind, start, end))
    found[ROOT].append(Wave("mobile", ROOT, places.inspection[ROOT], 10, 1, RoundKind.MOBILE, *mobile))
    return found


def plan(
    bodies: Sequence[Body], found: dict[str, list[Wave]], places: Places, size: Size, taken: int, random: Random
) -> list[Visit]:
    """Who is entered when: as many visits as wanted, less `taken`; nearly every body once before any is twice."""
    wanted = size["examinations"] - taken
    codes = {office: code for code, office in places.inspection.items()}
    ordinary = [each for each in bodies if not each.story]
    chosen = random.sample(ordinary, min(wanted, len(ordinary)))
    while len(chosen) < wanted:
        chosen += random.sample(ordinary, min(wanted - len(chosen), len(ordinary)))
    used: dict[str, set[str]] = defaultdict(set)
    visits: list[Visit] = []
    for body in chosen:
        possible = [
            each
            for each in found[codes[body.offices[0]]]
            if each.kind != RoundKind.MOBILE and body.lived(each.end) and each.key not in used[body.code]
        ]
        # The later rounds entered more bodies, the one under way not yet many.
        weights = [6 if each.start.year == 2018 else (each.start.year - 2010) ** 1.5 for each in possible]
        wave = random.choices(possible, weights)[0]
        used[body.code].add(wave.key)
        since = date(max(wave.start.year - 5, 2008), 1, 1)
        visits.append(Visit(f"v{len(visits)}", wave, body, 0, since))
    return visits


def settle(visit: Visit) -> None:
    """State and day of feedback, as they stand on the demo's day."""
    start, end = visit.wave.start, visit.wave.end
    if start.year == 2018:
        visit.standing = "onsite" if start < date(2018, 4, 20) else "notified"
        return
    visit.feedback = end + timedelta(days=75)
    if start.year < 2016:
        visit.standing = "archived"
    else:
        visit.standing = "assessed" if start < date(2017, 6, 1) else "rectifying"


def record(visits: Sequence[Visit], found: dict[str, list[Wave]], places: Places, scope: Scope) -> None:
    """Record terms, rounds, teams and targets; fills the visits' ids."""
    terms = [
        NewTerm(
            places.inspection[code],
            number,
            f"{_who(places, code)}第{ordinal(_term(code, number))}届委员会任期",
            first,
            last,
        )
        for code in found
        for number, first, last in TERMS
    ]
    term_ids = record_terms(rows=terms, scope=scope)
    by_term = {(row.office_id, row.number): pk for row, pk in zip(terms, term_ids, strict=True)}
    every = [wave for waves_of in found.values() for wave in waves_of]
    round_ids = record_rounds(rows=[_round(wave, places, by_term) for wave in every], scope=scope)
    _form_teams(visits)
    teams = {(visit.wave.key, visit.team): visit.wave for visit in visits}
    rows = [
        NewTeam(f"{key}/{number}", round_ids[key], _team_name(wave, places, number))
        for (key, number), wave in teams.items()
    ]
    team_ids = record_teams(rows=rows, scope=scope)
    targets = [_target(visit, team_ids[f"{visit.wave.key}/{visit.team}"]) for visit in visits]
    target_ids = record_targets(rows=targets, scope=scope)
    for visit in visits:
        visit.id = target_ids[visit.key]


def _form_teams(visits: Iterable[Visit]) -> None:
    counts: dict[str, int] = defaultdict(int)
    for visit in visits:
        if not visit.team:
            visit.team = counts[visit.wave.key] // PER_TEAM + 1
            counts[visit.wave.key] += 1


def _who(places: Places, code: str) -> str:
    return "省委" if code == ROOT else f"{places.name(code)}委"


def _term(code: str, number: int) -> int:
    """Counties and cities count their terms from another year."""
    return number if code == ROOT else number + (-5 if len(code) == 4 else 2)


def _term_name(places: Places, code: str, number: int) -> str:
    return f"{_who(places, code)}第{ordinal(_term(code, number))}届委员会任期"


def _round(wave: Wave, places: Places, terms: dict[tuple[int, int], int]) -> NewRound:
    kind = "巡视" if wave.division == ROOT else "巡察"
    who = f"{ordinal(_term(wave.division, wave.term))}届{_who(places, wave.division)}"
    name = f"{who}机动{kind}" if wave.kind == RoundKind.MOBILE else f"{who}第{ordinal(wave.number)}轮{kind}"
    if wave.kind == RoundKind.SPECIAL:
        name = f"{name}（专项）"
    term = terms[(wave.office, wave.term)]
    return NewRound(wave.key, wave.office, term, wave.start.year, wave.number, name, wave.kind, wave.start, wave.end)


def _team_name(wave: Wave, places: Places, number: int) -> str:
    return f"{_who(places, wave.division)}第{ordinal(number)}{'巡视' if wave.division == ROOT else '巡察'}组"


def _target(visit: Visit, team_id: int) -> NewTarget:
    if not visit.standing:
        settle(visit)
    wave = visit.wave
    days = (wave.start, wave.end, visit.since, wave.start)
    counts = _work_done(visit) if visit.feedback else {}
    return NewTarget(visit.key, team_id, visit.body.id, *days, visit.feedback, visit.standing, counts)


def _work_done(visit: Visit) -> dict[str, int]:
    """Figures of the work done, larger for larger bodies; of a chance of its own for each visit."""
    random = Random(f"{SEED}:{visit.key}")
    size = 6 - visit.body.level
    return {
        "party_members": random.randrange(8, 90) * size,
        "talks": random.randrange(6, 24) * size,
        "questionnaires": random.randrange(10, 60) * size,
        "forums": random.randrange(1, 3 + size),
        "letters_visits_calls": random.randrange(0, 12 * size),
        "files_read": random.randrange(20, 200) * size,
        "working_papers": random.randrange(3, 15) * size,
    }
