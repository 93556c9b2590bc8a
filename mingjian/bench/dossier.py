"""`mingjian bench dossier`: whole dossiers over HTTP, warm; alone and with 25 times the findings around them."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from random import Random

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, connections
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from mingjian.accounts.models import User
from mingjian.accounts.scopes import build, of_system
from mingjian.accounts.steps import PASSED
from mingjian.bench.result import Figure, Result, percentile
from mingjian.bench.scratch import scratch
from mingjian.demo.load import load
from mingjian.dossiers.gathering import gather
from mingjian.lib.dates import PartialDate
from mingjian.offices.models import Office
from mingjian.offices.rights import Right
from mingjian.offices.scope import Held
from mingjian.orgs.actions import record_organisations
from mingjian.orgs.models import Organisation
from mingjian.orgs.recording import NewOrganisation
from mingjian.runtime.addresses import Addresses

READER = "sheng"
SAMPLE, LARGEST, TIMES, FILLERS = 200, 20, 25, 1000
ENTRY = date(2018, 4, 27)
COPY_FINDINGS = """
INSERT INTO findings_finding ({columns}) SELECT {values}
FROM findings_finding f CROSS JOIN generate_series(1, %(times)s) AS k
"""
COLUMNS = (
    "SELECT attname FROM pg_attribute WHERE attrelid = 'findings_finding'::regclass AND attnum > 0 AND NOT attisdropped"
)


def run(scale: float) -> Result:
    """p95 over the random and the largest bodies, how it grows with the province, and the queries of one opening."""
    with scratch() as addresses:
        load(_say, scale=scale)
        sample, largest = _bodies()
        every = [*sample, *largest]
        queries = _queries(every)
        with _served(addresses) as port:
            cookie = _session()
            alone = _measure(port, cookie, every)
        _crowd()
        with _served(addresses) as port:
            crowded = _measure(port, cookie, every)
    first, grown = percentile(alone, 0.95), percentile(crowded, 0.95)
    figures = [
        Figure("p95_ms", first, "ms"),
        Figure("p50_ms", percentile(alone, 0.5), "ms"),
        Figure("largest_p95_ms", percentile(alone[len(sample) :], 0.95), "ms"),
        Figure("growth_x25", grown / first, "ratio", baseline=first, ratio=grown / first),
        Figure("p95_ms_x25", grown, "ms", baseline=first, ratio=grown / first),
        Figure("queries", max(queries), "queries", baseline=min(queries), ratio=max(queries) / min(queries)),
    ]
    return Result("dossier", {"scale": scale, "bodies": len(every), "times": TIMES}, figures)


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def _bodies() -> tuple[list[int], list[int]]:
    scope = build(User.objects.get(username=READER))
    # The reader's own body and those above it are closed to them.
    open_to_reader = Organisation.objects.visible_to(scope).exclude(pk__in=scope.not_orgs)
    ids = list(open_to_reader.order_by("pk").values_list("pk", flat=True))
    sample = Random(20180427).sample(  # noqa: S311  # a sample to measure, no secret
        ids, min(SAMPLE, len(ids))
    )
    largest = open_to_reader.annotate(size=Count("findings")).order_by("-size", "pk")[:LARGEST]
    return sample, [org.pk for org in largest]


def _queries(ids: Sequence[int]) -> list[int]:
    scope = build(User.objects.get(username=READER))
    counts = []
    for org in Organisation.objects.filter(pk__in=list(ids)[:20] + list(ids)[-20:]).select_related("superior"):
        with CaptureQueriesContext(connection) as captured:
            gather(org, ENTRY, scope)
        counts.append(len(captured))
    return counts


def _session() -> str:
    """A session for the reader, put straight into the table: signing in is not what is measured."""
    user = User.objects.get(username=READER)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store[PASSED] = "bench"
    store.create()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


@contextmanager
def _served(addresses: Addresses) -> Iterator[int]:
    """The desk in a process of its own on a free port of the loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        command = [sys.executable, "-m", "mingjian", "web", "--fd", str(listener.fileno())]
        environ = {**os.environ, **addresses.environ(), "MINGJIAN_DEMO": "1"}
        with subprocess.Popen(command, env=environ, pass_fds=[listener.fileno()]) as process:
            try:
                yield port
            finally:
                process.terminate()


def _measure(port: int, cookie: str, ids: Sequence[int]) -> list[float]:
    """Milliseconds from request to the last byte, each body once to warm it and once to measure."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times = []
    for pk in ids:
        for warm in (False, True):
            start = time.perf_counter()
            line.request("GET", f"/dossiers/{pk}/?on={ENTRY}", headers={"Cookie": cookie})
            answer = line.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"The dossier of {pk} answered {answer.status}.")
            if warm:
                times.append((time.perf_counter() - start) * 1000)
    line.close()
    return times


def _crowd() -> None:
    """24 further copies of every finding, at new bodies nobody of the sample served at."""
    root = Office.objects.get(line="inspection", parent=None)
    scope = of_system("bench", held=[Held(root.path, frozenset(Right))])
    fillers = record_organisations(
        rows=[
            NewOrganisation(
                f"FILL{at}", f"充数单位{at}号（演示）", "institution", 1, None, None, PartialDate(2000), [root.pk]
            )
            for at in range(FILLERS)
        ],
        scope=scope,
    )
    ids = sorted(fillers.values())
    changed = {
        "id": "nextval('findings_finding_id_seq')",
        "number": "f.number || '-' || k",
        "org_id": "(%(ids)s::bigint[])[1 + (f.id + k) %% %(fillers)s]",
        "target_id": "NULL::bigint",
        "about_orgs": "'{}'::bigint[]",
        "about_persons": "'{}'::bigint[]",
        "content_key": "sha256(f.content_key || k::text::bytea)",
    }
    with connections["owner"].cursor() as cursor:
        cursor.execute(COLUMNS)
        names = [name for (name,) in cursor.fetchall()]
        statement = COPY_FINDINGS.format(
            columns=", ".join(names), values=", ".join(changed.get(name, f'f."{name}"') for name in names)
        )
        cursor.execute(statement, {"times": TIMES - 1, "ids": ids, "fillers": len(ids)})
        cursor.execute("ANALYZE findings_finding")
