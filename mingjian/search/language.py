"""The query language: what somebody types in the one box, and what the engine is asked.

    专项资金 挪用            both terms, anywhere
    "选人用人"  “选人用人”    a phrase, spaces and all
    贷款 OR 授信             one or the other (also | and 或)
    贷款 -担保               without
    kind:finding 类型:问题    filters, in English or Chinese: kind, year, division, organisation, state
    year:2015-2018  zhangsan  zs

Width, case, traditional characters and spaces do not matter. Letters are also looked for in pinyin and initials.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mingjian.lib.text import bigrams, normalise
from mingjian.search import errors
from mingjian.search.errors import BadQuery

MOST_CHARACTERS = 300
MOST_TERMS = 20

FILTERS: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind", "类别", "类型", "种类"),
    "year": ("year", "年份", "年度"),
    "division": ("division", "place", "地区", "区划", "行政区划"),
    "organisation": ("organisation", "organization", "org", "单位", "组织"),
    "state": ("state", "status", "状态"),
}
EXAMPLES = {"kind": "kind:finding", "year": "year:2018", "division": "地区:530102", "organisation": "单位:…"}
ALTERNATIVES = frozenset({"OR", "|", "｜", "或", "或者"})

_NAMES = {name: code for code, names in FILTERS.items() for name in names}
_FILTER = re.compile(f"({'|'.join(sorted(_NAMES, key=len, reverse=True))})[:：]", re.IGNORECASE)
_QUOTES = {'"': '"', "＂": "＂", "“": "”", "”": "”", "「": "」", "『": "』"}
_MINUS = frozenset("-－−")
_LETTERS = re.compile("[a-z0-9']*[a-z][a-z0-9']*")
_YEARS = re.compile(r"(\d{4})年?(?:\s*(?:-|~|—|–|至|\.\.)\s*(\d{4})年?)?")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: `text` in normal form; `letters` when it may also be pinyin, else empty."""

    text: str
    letters: str = ""

    @property
    def indexed(self) -> bool:
        """Whether the bigram index can answer it: it has two neighbouring characters."""
        return bool(bigrams(self.text))


@dataclass(frozen=True, slots=True)
class Query:
    """All of `clauses`, in each any of its terms; none of `excluded`; within the filters.

    `years` are ranges, both ends included. `divisions`, `organisations` and `states` are as typed: the engine
    looks them up. `organisation_ids` are filters that a page gives by id.
    """

    typed: str = ""
    clauses: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    kinds: tuple[str, ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    divisions: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    organisation_ids: tuple[int, ...] = ()

    @property
    def terms(self) -> list[str]:
        """The normal forms of all terms looked for, for highlighting."""
        return [term.text for clause in self.clauses for term in clause]

    @property
    def is_empty(self) -> bool:
        """Nothing was asked at all."""
        return not (self.clauses or self.excluded or self.has_filters)

    @property
    def has_filters(self) -> bool:
        return bool(
            self.kinds or self.years or self.divisions or self.organisations or self.states or self.organisation_ids
        )


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    name: str = ""
    minus: bool = False
    quoted: bool = False


@dataclass(slots=True)
class _Gathered:
    clauses: list[list[Term]] = field(default_factory=list)
    excluded: list[Term] = field(default_factory=list)
    filters: dict[str, list[str]] = field(default_factory=dict)


def parse(typed: str) -> Query:
    """Read what was typed. Raises BadQuery with a sentence for what cannot be answered."""
    if len(typed) > MOST_CHARACTERS:
        raise BadQuery("too_long", errors.TOO_LONG, {"most": MOST_CHARACTERS})
    tokens = list(_tokens(typed))
    if len(tokens) == 1 and tokens[0].minus and not tokens[0].name:
        # Nothing but "-x": there is nothing to take away from, so it is looked for as it stands.
        return literal(typed)
    found = _gather(tokens)
    query = Query(
        typed=typed,
        clauses=tuple(tuple(clause) for clause in found.clauses),
        excluded=tuple(found.excluded),
        kinds=tuple(found.filters.get("kind", ())),
        years=tuple(years_of(value) for value in found.filters.get("year", ())),
        divisions=tuple(found.filters.get("division", ())),
        organisations=tuple(found.filters.get("organisation", ())),
        states=tuple(found.filters.get("state", ())),
    )
    _check(query)
    return query


def literal(text: str) -> Query:
    """A query for one text as it stands, whatever signs it holds."""
    query = Query(typed=text, clauses=((_term(text),),) if normalise(text) else ())
    _check(query)
    return query


def _gather(tokens: list[_Token]) -> _Gathered:
    found = _Gathered()
    joined = False
    for token in tokens:
        if token.name:
            found.filters.setdefault(token.name, []).append(token.text)
        elif not token.quoted and token.text in ALTERNATIVES:
            joined = bool(found.clauses)
            continue
        elif not normalise(token.text):
            continue
        elif token.minus:
            found.excluded.append(_term(token.text))
        elif joined:
            found.clauses[-1].append(_term(token.text))
        else:
            found.clauses.append([_term(token.text)])
        joined = False
    return found


def _check(query: Query) -> None:
    terms = [term for clause in query.clauses for term in clause]
    if len(terms) + len(query.excluded) > MOST_TERMS:
        raise BadQuery("too_many", errors.TOO_MANY, {"most": MOST_TERMS})
    if terms and not any(all(term.indexed for term in clause) for clause in query.clauses):
        short = next(term for term in terms if not term.indexed)
        raise BadQuery("too_short", errors.TOO_SHORT, {"term": short.text})


def _term(text: str) -> Term:
    normal = normalise(text)
    letters = normal.replace("ü", "v")
    return Term(normal, letters.replace("'", "") if _LETTERS.fullmatch(letters) else "")


def years_of(value: str) -> tuple[int, int]:
    """A year or a range of years, both ends included. Raises BadQuery."""
    match = _YEARS.fullmatch(normalise(value))
    if match is None:
        raise BadQuery("no_year", errors.NO_YEAR, {"value": value})
    first, last = int(match[1]), int(match[2] or match[1])
    return min(first, last), max(first, last)


def _tokens(typed: str) -> Iterator[_Token]:
    at = 0
    while at < len(typed):
        if typed[at].isspace():
            at += 1
            continue
        minus = typed[at] in _MINUS and at + 1 < len(typed) and not typed[at + 1].isspace()
        at += minus
        token, at = _filter(typed, at) or _phrase(typed, at) or _word(typed, at)
        if token.name and minus:
            raise BadQuery("no_excluded_filter", errors.NO_EXCLUDED_FILTER)
        yield _Token(token.text, token.name, minus, token.quoted)


def _filter(typed: str, at: int) -> tuple[_Token, int] | None:
    match = _FILTER.match(typed, at)
    if match is None:
        return None
    code = _NAMES[match[1].lower()]
    end = match.end()
    token, after = _phrase(typed, end) or _word(typed, end) if end < len(typed) else (_Token(""), end)
    if not token.text.strip():
        example = EXAMPLES.get(code, f"{code}:…")
        raise BadQuery("no_value", errors.NO_VALUE, {"name": match[1], "example": example})
    return _Token(token.text.strip(), code), after


def _phrase(typed: str, at: int) -> tuple[_Token, int] | None:
    """A quoted phrase; a quote that is never closed is a character like others."""
    closing = _QUOTES.get(typed[at])
    end = typed.find(closing, at + 1) if closing else -1
    if end < 0 or not typed[at + 1 : end].strip():
        return None
    return _Token(typed[at + 1 : end], quoted=True), end + 1


def _word(typed: str, at: int) -> tuple[_Token, int]:
    end = at
    while end < len(typed) and not typed[end].isspace():
        end += 1
    return _Token(typed[at:end]), end
