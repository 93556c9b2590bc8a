"""`mingjian bench pages`: whole pages of every ledger, warm, in the invented province and with 25 times its findings.

Each offered order both ways, each filter alone under several orders, two filters together under one. Of the findings
and the organisations every two filters are asked together, of the other ledgers an evenly drawn part of the pairs. With
25 times the findings their own ledger is asked everything again, the others, whose rows are the same, every order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, cycle, islice
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingjian.accounts.actions import NewUser, create_users, grant
from mingjian.accounts.models import User
from mingjian.accounts.scopes import build, of_system
from mingjian.accounts.steps import PASSED
from mingjian.bench import ground
from mingjian.bench.crowd import multiply
from mingjian.bench.result import Figure, Result, percentile
from mingjian.bench.scratch import scratch
from mingjian.demo.load import load
from mingjian.ledgers import filters
from mingjian.ledgers.columns import NUMERIC, WRITTEN, Column, Type
from mingjian.ledgers.page import SIZE, cursor_key
from mingjian.ledgers.registry import LEDGERS, Ledger
from mingjian.ledgers.windows import Order, placed
from mingjian.lib.cursor import encode
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held, Scope

TIMES = 25
HUNDREDTH = 99 * SIZE
# Words that many rows hold.
WORDS = {"findings": "主体责任", "leads": "问题", "organisations": "财政局", "persons": "王"}
DATES = ("2015-01-01", "2016-12-31")
SINCE = date(2000, 1, 1)
ORDERS_ALONE = 3
EVERY_PAIR = frozenset({"findings", "organisations"})
PAIRS = 24

Parameters = dict[str, str]


@dataclass
class Reader:
    """Somebody who reads everything, signed in, and the scope that the ledgers are read with."""

    client: Client
    scope: Scope


@dataclass
class Timing:
    """Milliseconds and query counts by address of one ledger at one size."""

    times: dict[str, float] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)

    @property
    def slowest(self) -> list[tuple[float, str]]:
        """The addresses, the slowest first."""
        return sorted(((took, url) for url, took in self.times.items()), reverse=True)


def run(scale: float) -> Result:
    """p95 over the first, hundredth and last pages, of all ledgers and of each; the count of queries at both sizes."""
    with scratch():
        settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
        load(lambda _words: None, scale=scale)
        ground.settle()
        reader = _reader()
        once = {code: measure(ledger, reader) for code, ledger in LEDGERS.items()}
        multiply(TIMES)
        ground.settle()
        grown = {code: measure(ledger, reader, whole=code == "findings") for code, ledger in LEDGERS.items()}
        rows = {code: ledger.model._default_manager.count() for code, ledger in LEDGERS.items()}
    return Result("pages", {"times": TIMES, **rows}, [*_whole(once, grown), *_of_each(once, grown)])


def _whole(once: Mapping[str, Timing], grown: Mapping[str, Timing]) -> Iterator[Figure]:
    """The figures of the issue. A page asks as many queries whatever the size: their ratio is 1."""
    for name, timings in (("p95_ms", once), ("p95_ms_x25", grown)):
        took = [each for timing in timings.values() for each in timing.times.values()]
        yield Figure(name, percentile(took, 0.95), "ms")
    before = max(count for timing in once.values() for count in timing.queries.values())
    after = max(count for timing in grown.values() for count in timing.queries.values())
    yield Figure("queries", after, "queries", baseline=before, ratio=after / before)


def _of_each(once: Mapping[str, Timing], grown: Mapping[str, Timing]) -> Iterator[Figure]:
    for code in once:
        yield Figure(f"{code}_p95_ms", percentile(list(once[code].times.values()), 0.95), "ms")
        yield Figure(f"{code}_p95_ms_x25", percentile(list(grown[code].times.values()), 0.95), "ms")
        yield Figure(f"{code}_max_ms_x25", grown[code].slowest[0][0], "ms")
        yield Figure(f"{code}_requests", len(once[code].times), "requests")


def _reader() -> Reader:
    """A user with every reading right over every line."""
    roots = list(Office.objects.filter(parent=None))
    everything = of_system("bench", held=[Held(str(root.path), frozenset(Right)) for root in roots])
    made: User = create_users(rows=[NewUser("bench", "Bench", roots[0].pk)], scope=everything)["bench"]
    for root in roots:
        for role in ("office_head", "leads_officer"):
            grant(user=made, office=root, role=role, since=SINCE, scope=everything)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(made)
    session = client.session
    session[PASSED] = "bench"
    session.save()
    return Reader(client, build(made))


def measure(ledger: Ledger, reader: Reader, *, whole: bool = True) -> Timing:
    """Every request of one ledger, or without filters only, each after one like it that warms it."""
    timing = Timing()
    path = reverse(ledger.list_url)
    for parameters in _asked(ledger) if whole else _orders(ledger):
        for turn in _turns(ledger, reader.scope, parameters):
            name = f"{path}?{urlencode({**parameters, **dict.fromkeys(turn, '…')})}"
            _ask(reader.client, f"{path}?{urlencode({**parameters, **turn})}", name, timing)
    return timing


def _ask(client: Client, url: str, name: str, timing: Timing) -> None:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    # The next request clears what was captured.
    asked = len(captured)
    if response.status_code != 200:
        raise RuntimeError(f"{url} answered {response.status_code}.")
    start = perf_counter()
    client.get(url)
    timing.times[name] = (perf_counter() - start) * 1000
    if b"<tr data-key" in response.content:
        timing.queries[name] = asked


def _asked(ledger: Ledger) -> Iterator[Parameters]:
    """The requests: every order without a filter; filters with orders that take turns."""
    orders = _orders(ledger)
    alone = list(_each_filter(ledger))
    yield from orders
    turn = cycle(orders)
    for chosen in alone:
        yield from ({**chosen, **order} for order in islice(turn, ORDERS_ALONE))
    pairs = list(combinations(alone, 2))
    step = 1 if ledger.code in EVERY_PAIR else max(1, len(pairs) // PAIRS)
    for one, other in pairs[::step]:
        yield {**one, **other, **next(turn)}


def _orders(ledger: Ledger) -> list[Parameters]:
    return [{"sort": f"{way}{sort.key}"} for sort in ledger.sorts for way in ("", "-")]


def _each_filter(ledger: Ledger) -> Iterator[Parameters]:
    """One value of each filter: words, every column's, every other row's."""
    if ledger.searched:
        yield {filters.TEXT: WORDS.get(ledger.code, "委员会")}
    for column in ledger.columns:
        if column.filtered and (value := _value(ledger, column)):
            yield value
    for each in ledger.id_filters:
        first = _most(ledger, each.field)
        if each.find is not None and first is not None and str(first).isdecimal():
            yield {each.key: str(first)}


def _value(ledger: Ledger, column: Column) -> Parameters | None:
    """A value that rows have, or a range in which some lie."""
    if column.type in (Type.DATE, Type.PARTIAL_DATE):
        return {f"{column.key}_from": DATES[0], f"{column.key}_to": DATES[1]}
    if column.type in NUMERIC:
        return {f"{column.key}_from": "100000", f"{column.key}_to": "500000"}
    if column.type is Type.YES_NO:
        return {column.key: filters.YES}
    stored = _most(ledger, column.filtered)
    if stored in (None, ""):
        return None
    return {column.key: str(stored)[-4:] if column.type in WRITTEN else str(stored)}


def _most(ledger: Ledger, name: str) -> Any:
    """A value in the middle of those stored, or None."""
    rows: Any = ledger.model._default_manager
    stored = rows.exclude(**{f"{name}__isnull": True}).values_list(name, flat=True)
    half = stored.count() // 2
    return stored.order_by("pk")[half : half + 1].first()


def _turns(ledger: Ledger, scope: Scope, parameters: Mapping[str, str]) -> Iterator[Parameters]:
    """The first page, the hundredth where there is one, the last."""
    yield {}
    order = Order.read(ledger, parameters["sort"])
    query = QueryDict(urlencode(parameters))
    asked = filters.read(ledger, query, scope)
    visible: Any = ledger.model._default_manager
    rows = placed(ledger, visible.visible_to(scope).filter(asked.condition), order)
    way = "-" if order.descending else ""
    place = rows.order_by(f"{way}place", f"{way}pk")[HUNDREDTH - 1 : HUNDREDTH].first()
    if place is not None:
        yield {"after": encode((place[1], place[0]), cursor_key(ledger, order))}
    yield {"last": "1"}
