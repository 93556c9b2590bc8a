"""`mingjian bench search`: how fast names and common words are found, and whether everything is.

Everything is asked through the engine with the Scope of a real user, and the counts by kind that the page shows are
part of it. Recall is held against a scan that normalises each title and body anew and knows nothing of the index.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from operator import add
from random import Random
from statistics import median

from django.db import connection, connections

from mingjian.accounts.actions import NewUser, create_users, grant
from mingjian.accounts.scopes import build, of_system
from mingjian.bench.corpus import WORDS, Corpus
from mingjian.bench.ground import Ground, lay, settle
from mingjian.bench.result import Figure, Result, milliseconds, percentile
from mingjian.bench.scratch import scratch
from mingjian.lib.text import normalise
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held, Scope
from mingjian.search.engine import search
from mingjian.search.index import load
from mingjian.search.language import literal
from mingjian.search.statements import CAP

DOCUMENTS = 1_000_000
BLOCK = 50_000
BODIES = 258
NAMES, COMMON, SUBSTRINGS, BASELINES = 200, 100, 200, 10
# Of a substring that very many documents hold, the newest are compared one by one and the rest by number.
COMPARED = 500
SINCE = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Place:
    """Inside what is searched: a user's scope, and how its figures are called."""

    prefix: str
    scope: Scope
    path: str


def run(scale: float) -> Result:
    """Fill a scratch database with a million documents (times `scale`) and measure."""
    count = max(1000, int(DOCUMENTS * scale))
    with scratch():
        ground = lay(BODIES)
        corpus = Corpus()
        _load(corpus, count, _paths(ground))
        settle()
        places = _places(ground)
        figures = [figure for place in places for figure in _speed(place, corpus)]
        figures += _recall(places, corpus.random)
        return Result("search", {"documents": count}, figures)


def _paths(ground: Ground) -> list[str]:
    paths = dict(Office.objects.values_list("pk", "path"))
    return [str(paths[office_id]) for office_id in ground.counties]


def _load(corpus: Corpus, count: int, paths: Sequence[str]) -> None:
    """Store the documents and build the index after them: a third of the time, and the same index."""
    documents = corpus.documents(count, paths)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_get_indexdef('search_document_lexemes'::regclass)")
        definition = cursor.fetchone()[0]
        cursor.execute("DROP INDEX search_document_lexemes")
        while block := list(islice(documents, BLOCK)):
            load(block)
        cursor.execute(definition)


def _places(ground: Ground) -> list[Place]:
    """The province as its head of office sees it, and one county as its own does."""
    office = Office.objects.get(pk=ground.counties[0])
    root = str(Office.objects.get(pk=ground.province).path)
    everything = of_system("bench", held=[Held(root, frozenset(Right))])
    made = create_users(rows=[NewUser("county", "County", office.pk)], scope=everything)["county"]
    grant(user=made, office=office, role="office_head", since=SINCE, scope=everything)
    return [Place("", ground.scope, root), Place("county_", build(made), str(office.path))]


def _speed(place: Place, corpus: Corpus) -> Iterator[Figure]:
    names = list(dict.fromkeys(corpus.names))
    two = [name for name in names if len(name) == 2][:NAMES]
    three = [name for name in names if len(name) == 3][:NAMES]
    common = WORDS[:COMMON]
    _times([*two[:20], *three[:20], *common[:20]], place.scope)
    spent = {"name2": _times(two, place.scope), "name3": _times(three, place.scope)}
    spent["common"] = _times(common, place.scope)
    for name, times in spent.items():
        yield Figure(f"{place.prefix}{name}_p95_ms", round(percentile(times, 0.95), 1), "ms")
    scanned = median(_scan_milliseconds(name) for name in two[: BASELINES // 2] + three[: BASELINES // 2])
    found = median(spent["name2"] + spent["name3"])
    ratio = round(scanned / found, 1)
    yield Figure(f"{place.prefix}name_speedup", ratio, "times", baseline=round(scanned, 1), ratio=ratio)


def _times(words: Sequence[str], scope: Scope) -> list[float]:
    return [milliseconds(partial(search, word, scope)) for word in words]


def _scan_milliseconds(name: str) -> float:
    def scan() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM search_document WHERE text ILIKE %s", [f"%{name}%"])
            cursor.fetchone()

    return milliseconds(scan)


def _recall(places: Sequence[Place], random: Random) -> Iterator[Figure]:
    terms = {place.prefix: _substrings(place, random) for place in places}
    wanted = {term for chosen in terms.values() for term in chosen}
    truth = _scan(wanted)
    for place in places:
        shares = [_share(term, place, truth[term]) for term in terms[place.prefix]]
        yield Figure(f"{place.prefix}recall", round(sum(shares) / len(shares), 6), "share")


def _substrings(place: Place, random: Random) -> list[str]:
    """Substrings of two to six characters of titles and bodies within the place, without white space."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT title, body FROM search_document WHERE office_paths <@ %s::ltree ORDER BY md5(id::text) LIMIT %s",
            [place.path, SUBSTRINGS * 3],
        )
        rows = cursor.fetchall()
    found: list[str] = []
    for title, body in rows:
        source = body if body and random.random() < 0.7 else title
        length = random.randint(2, 6)
        start = random.randrange(max(1, len(source) - length + 1))
        term = source[start : start + length]
        if len(normalise(term)) >= 2 and not any(character.isspace() for character in term):
            found.append(term)
    return found[:SUBSTRINGS]


def _scan(terms: set[str]) -> dict[str, list[tuple[date, int, str]]]:
    """For each term all documents that hold it: day, id, the path of the office that holds the row."""
    truth: dict[str, list[tuple[date, int, str]]] = {term: [] for term in terms}
    # By their first two characters: a document is asked only for those terms that begin somewhere in it.
    beginning: dict[str, list[tuple[str, str]]] = {}
    for term in terms:
        form = normalise(term)
        beginning.setdefault(form[:2], []).append((term, form))
    with connection.cursor() as cursor:
        last = 0
        while True:
            cursor.execute(
                'SELECT id, title, body, "on", office_paths[1]::text FROM search_document'
                " WHERE id > %s ORDER BY id LIMIT 20000",
                [last],
            )
            rows = cursor.fetchall()
            if not rows:
                return truth
            for document_id, title, body, on, path in rows:
                for term in _held(f"{normalise(title)}\n{normalise(body)}", beginning):
                    truth[term].append((on, document_id, path))
            last = rows[-1][0]


def _held(text: str, beginning: Mapping[str, Sequence[tuple[str, str]]]) -> Iterator[str]:
    for first in beginning.keys() & set(map(add, text, text[1:])):
        for term, form in beginning[first]:
            if form in text:
                yield term


def _share(term: str, place: Place, everywhere: Sequence[tuple[date, int, str]]) -> float:
    """Of the documents that a scan finds within the place, the share that the search shows in the same order."""
    inside = [(on, document_id) for on, document_id, path in everywhere if f"{path}.".startswith(f"{place.path}.")]
    newest = [document_id for _on, document_id in sorted(inside, reverse=True)[:COMPARED]]
    found: list[int] = []
    after = ""
    while len(found) < len(newest):
        page = search(literal(term), place.scope, after=after, limit=100)
        found += [hit.document_id for hit in page.hits]
        if page.total != min(len(inside), CAP + 1):
            return 0.0
        if not (after := page.next):
            break
    return sum(a == b for a, b in zip(newest, found, strict=False)) / len(newest) if newest else 1.0
