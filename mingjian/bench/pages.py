"""`mingjian bench pages`: whole pages of the ledgers, warm: each order both ways, each filter alone, two together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mingjian.accounts.steps import PASSED
from mingjian.bench import ground
from mingjian.bench.crowd import FINDINGS, multiply, record_first
from mingjian.bench.ground import Ground
from mingjian.bench.result import Figure, Result, percentile
from mingjian.bench.scratch import scratch
from mingjian.ledgers import filters
from mingjian.ledgers.columns import Type
from mingjian.ledgers.page import SIZE, cursor_key
from mingjian.ledgers.registry import LEDGERS, Ledger
from mingjian.ledgers.windows import Order, placed
from mingjian.lib.cursor import encode

TIMES = 25
HUNDREDTH = 99 * SIZE
CODES = ("findings", "organisations")
WORDS = {"findings": "主体责任", "organisations": "财政局"}
DATES = ("2018-01-01", "2019-12-31")

Parameters = dict[str, str]


@dataclass
class Timing:
    """Milliseconds and query counts of the requests of one ledger at one size, and its slowest addresses."""

    times: list[float] = field(default_factory=list)
    queries: set[int] = field(default_factory=set)
    slowest: list[tuple[float, str]] = field(default_factory=list)


def run(scale: float) -> Result:
    """p95 of the first, hundredth and last page at the province's own size, and with 25 times the findings."""
    rows = max(500, int(FINDINGS * scale))
    with scratch():
        settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
        laid = ground.lay(max(100, int(ground.BODIES * scale)))
        record_first(laid, rows)
        ground.settle()
        once = {code: measure(code, laid) for code in CODES if code in LEDGERS}
        multiply(TIMES)
        ground.settle()
        grown = {code: measure(code, laid) for code in CODES if code in LEDGERS}
    counts = {count for timing in (*once.values(), *grown.values()) for count in timing.queries}
    figures = [
        Figure("p95_ms", percentile([each for timing in once.values() for each in timing.times], 0.95), "ms"),
        Figure("p95_ms_x25", percentile([each for timing in grown.values() for each in timing.times], 0.95), "ms"),
        Figure("queries", max(counts), "queries", baseline=min(counts), ratio=max(counts) / min(counts)),
    ]
    for code in once:
        figures += [
            Figure(f"{code}_p95_ms", percentile(once[code].times, 0.95), "ms"),
            Figure(f"{code}_p95_ms_x25", percentile(grown[code].times, 0.95), "ms"),
            Figure(f"{code}_requests", len(once[code].times), "requests"),
        ]
    return Result("pages", {"findings": rows, "times": TIMES, "organisations": len(laid.orgs)}, figures)


def measure(code: str, laid: Ground) -> Timing:
    """Every request of one ledger, each after one like it that warms it."""
    ledger, timing = LEDGERS[code], Timing()
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(laid.user)
    # Signing in with the second factor is not what is measured.
    session = client.session
    session[PASSED] = "bench"
    session.save()
    path = reverse(ledger.list_url)
    client.get(path)
    for chosen in _filters(ledger, laid):
        for sort in ledger.sorts:
            for way in ("", "-"):
                parameters = {**chosen, "sort": f"{way}{sort.key}"}
                for turn in _turns(ledger, laid, parameters):
                    _ask(client, f"{path}?{urlencode({**parameters, **turn})}", timing)
    timing.slowest.sort(reverse=True)
    return timing


def _ask(client: Client, url: str, timing: Timing) -> None:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{url} answered {response.status_code}.")
    start = perf_counter()
    client.get(url)
    took = (perf_counter() - start) * 1000
    timing.times.append(took)
    timing.slowest.append((took, url))
    if b"<tr data-key" in response.content:
        timing.queries.add(len(captured))


def _filters(ledger: Ledger, laid: Ground) -> Iterator[Parameters]:
    """No filter, each alone, each two together; one value of each."""
    alone = list(_each_filter(ledger, laid))
    yield {}
    yield from alone
    for one, other in combinations(alone, 2):
        yield {**one, **other}


def _each_filter(ledger: Ledger, laid: Ground) -> Iterator[Parameters]:
    if ledger.searched:
        yield {filters.TEXT: WORDS.get(ledger.code, "问题")}
    for column in ledger.columns:
        if column.filtered and column.type is Type.CHOICE:
            stored = [value for value in column.choices if value in _stored(ledger, column.filtered)]
            if stored:
                yield {column.key: str(stored[-1])}
        elif column.filtered and column.type is Type.YES_NO:
            yield {column.key: filters.YES}
        elif column.filtered and column.type in (Type.DATE, Type.PARTIAL_DATE):
            yield {f"{column.key}_from": DATES[0], f"{column.key}_to": DATES[1]}
    if any(each.key == "org" for each in ledger.id_filters):
        yield {"org": str(next(iter(laid.orgs.values())))}


def _stored(ledger: Ledger, name: str) -> set[Any]:
    rows: Any = ledger.model._default_manager
    return set(rows.values_list(name, flat=True).distinct())


def _turns(ledger: Ledger, laid: Ground, parameters: Mapping[str, str]) -> Iterator[Parameters]:
    """The first page, the hundredth where there is one, the last."""
    yield {}
    order = Order.read(ledger, parameters["sort"])
    query = QueryDict(urlencode(parameters))
    asked = filters.read(ledger, query, laid.scope)
    visible: Any = ledger.model._default_manager
    rows = placed(ledger, visible.visible_to(laid.scope).filter(asked.condition), order)
    way = "-" if order.descending else ""
    place = rows.order_by(f"{way}place", f"{way}pk")[HUNDREDTH - 1 : HUNDREDTH].first()
    if place is not None:
        yield {"after": encode((place[1], place[0]), cursor_key(ledger, order))}
    yield {"last": "1"}
