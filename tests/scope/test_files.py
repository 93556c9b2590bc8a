"""A file holds the rows that the page of its ledger shows, in its order, where the right to export is held."""

import csv
import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from mingjian.accounts.models import Grant, Sight, User
from mingjian.accounts.scopes import build
from mingjian.audit.models import Entry
from mingjian.ledgers.registry import LEDGERS
from mingjian.offices.gate import SCOPED, visible_ids
from mingjian.offices.models import Office
from mingjian.offices.scope import Depth
from mingjian.orgs.models import Organisation
from tests.cast import Offices, give, task, user
from tests.scope.expected import EXPECTED
from tests.scope.rows import Place, body, make

pytestmark = pytest.mark.django_db

# The rows of the ledger of offices are the places themselves: `test_the_ledger_of_offices` holds that one.
CODES = sorted(LEDGERS.keys() - {"offices"})
FORMS = ("csv", "xlsx")
SORTS = [(code, f"{way}{sort.key}") for code in CODES for sort in LEDGERS[code].sorts for way in ("", "-")]
NO_ROW = 999_999_999
PAST = date(2021, 1, 1)
# Where each row of the ground lies.
PLACES = {"one": "county", "two": "county", "low": "township", "near": "sibling", "far": "other_line"}
# What the reader sees on the page, then what of it leaves as a file. "own" is about the reader's own body.
COUNTY, CITY = {"one", "two", "low", "own"}, {"one", "two", "low", "own", "near"}
READERS: dict[str, tuple[set[str], set[str]]] = {
    "own office": (COUNTY, COUNTY),
    "parent": (CITY, CITY),
    "sibling": ({"near"}, {"near"}),
    "other line": ({"far"}, {"far"}),
    "revoked": (set(), set()),
    "expired": (set(), set()),
    "excluded": (CITY - {"own"}, CITY - {"own"}),
    "sight only": ({"far"}, set()),
    "sight only in summary": (set(), set()),
    "exports below": (COUNTY, {"low"}),
}


class Ground:
    """Rows of one ledger in several offices, one of them about a body, and a reader."""

    def __init__(self, code: str) -> None:
        self.ledger = LEDGERS[code]
        self.kind = self.ledger.kind
        self.burdens = EXPECTED[self.kind].burdens
        self.offices, self.own = Offices.found(), body()
        self.rows: dict[str, Any] = {
            name: make(self.kind, Place(getattr(self.offices, where))) for name, where in PLACES.items()
        }
        about = [self.own.pk] if self.burdens else []
        self.rows["own"] = make(self.kind, Place(self.offices.county, about_orgs=about))

    def reader(self, how: str) -> User:
        role = "leads_officer" if self.kind == "lead" else "clerk"
        where = {"sibling": "sibling", "other line": "other_line", "parent": "city", "excluded": "city"}
        office: Office = getattr(self.offices, where.get(how, "county"))
        found = user(office, body_id=self.own.pk if how == "excluded" else None)
        if how.startswith("sight only"):
            self.sight(found, Depth.SUMMARY if how.endswith("summary") else Depth.FULL)
        elif how == "exports below":
            give(found, office, "viewer")
            give(found, self.offices.township, role)
        else:
            give(found, office, role, until=PAST if how == "expired" else None, revoked=how == "revoked")
        return found

    def sight(self, holder: User, depth: Depth) -> None:
        Office.objects.filter(pk=self.offices.other_line.pk).update(sight_depth=depth)
        task(holder, 1, [], role="team_leader")
        row = self.rows["far"]
        Sight.objects.create(
            target_id=1, kind=self.kind, row_id=row.pk, holder=self.offices.other_line, valid=(PAST, None)
        )

    def expected(self, how: str) -> tuple[set[int], set[int]]:
        shown, taken = READERS[how]
        if how == "exports below" and self.kind == "lead":
            shown = taken  # who only reads reads no leads
        if how == "excluded" and not self.burdens:
            shown = taken = CITY
        if how.startswith("sight only") and self.kind == "lead":
            shown = set()  # a team reads no list of leads
        return {self.rows[name].pk for name in shown}, {self.rows[name].pk for name in taken}


def client_of(holder: User) -> Client:
    client = Client()
    client.force_login(holder)
    return client


def listed(client: Client, ground: Ground, **query: str) -> tuple[list[int], int]:
    """The rows that the page shows in order, and how many it says there are."""
    answer = client.get(reverse(ground.ledger.list_url), query)
    if answer.status_code == 403:
        return [], 0
    table = answer.context["table"]
    [said] = re.findall(r"^\d+", str(table.footer_text)) or ["0"]
    return [int(row.key) for row in table.rows], int(said)


def named(answer: Any, form: str) -> list[str]:
    """The first cell of each row of the file, without what stands above and below the rows."""
    content = b"".join(answer)
    if form == "csv":
        table: list[Any] = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]
        return [line[0] for line in table]
    sheet: Any = openpyxl.load_workbook(io.BytesIO(content), read_only=True).active
    first = [row[0] for row in sheet.iter_rows(values_only=True)]
    return [str(cell) for cell in first[5 : first.index(None) if None in first else len(first)]]


def name_of(ground: Ground, row_id: int) -> str:
    row = next(each for each in ground.rows.values() if each.pk == row_id)
    return str(getattr(row, ground.ledger.columns[0].key))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("how", sorted(READERS))
@pytest.mark.parametrize("code", CODES)
def test_each_reader_takes_what_the_page_shows_them(code: str, how: str, form: str) -> None:
    ground = Ground(code)
    reader = ground.reader(how)
    client, (shown, taken) = client_of(reader), ground.expected(how)
    page, said = listed(client, ground)
    assert (set(page), said) == (shown, len(shown))
    assert visible_ids(ground.kind, page, build(reader)) == set(page)
    answer = client.get(reverse("ledger-export", args=[code, form]))
    kept = Entry.objects.filter(verb=f"{ground.kind}.export", actor_id=reader.pk)
    if answer.status_code != 200:
        assert (answer.status_code, taken, kept.count()) == (403, set(), 0)
        return
    in_order = [row_id for row_id in page if row_id in taken]
    assert set(in_order) == taken
    assert named(answer, form) == [name_of(ground, row_id) for row_id in in_order]
    [entry] = kept
    assert (entry.ids, entry.count, entry.detail["form"]) == (in_order, len(taken), form)


@pytest.mark.parametrize(
    ("code", "sort"),
    [(code, f"{way}{sort.key}") for code in CODES for sort in LEDGERS[code].sorts for way in ("", "-")],
)
def test_a_file_keeps_the_order_of_the_page(code: str, sort: str) -> None:
    ground = Ground(code)
    client = client_of(ground.reader("parent"))
    page, _said = listed(client, ground, sort=sort)
    answer = client.get(reverse("ledger-export", args=[code, "csv"]), {"sort": sort})
    assert len(page) == len(CITY)
    assert named(answer, "csv") == [name_of(ground, row_id) for row_id in page]


@pytest.mark.parametrize("code", ["findings", "leads"])
def test_a_file_keeps_the_filter_of_the_page(code: str) -> None:
    ground = Ground(code)
    client, row = client_of(ground.reader("parent")), ground.rows["low"]
    Organisation.objects.filter(pk=row.org_id).update(office_paths=[ground.offices.county.path])
    query = {"org": str(row.org_id)}
    assert listed(client, ground, **query) == ([row.pk], 1)
    answer = client.get(reverse("ledger-export", args=[code, "csv"]), query)
    assert named(answer, "csv") == [name_of(ground, row.pk)]


@pytest.mark.parametrize("code", ["findings", "leads"])
def test_a_filter_by_a_body_out_of_scope_is_one_by_a_body_that_is_not_there(code: str) -> None:
    ground = Ground(code)
    client = client_of(ground.reader("parent"))
    hidden = ground.rows["far"].org_id
    for address in (reverse(ground.ledger.list_url), reverse("ledger-export", args=[code, "csv"])):
        answers = [client.get(address, {"org": str(pk)}) for pk in (hidden, NO_ROW)]
        assert len({answer.status_code for answer in answers}) == 1
        contents = [answer.content.decode().replace(str(hidden), str(NO_ROW)) for answer in answers]
        assert len({re.sub(r'value="\w{64}"|"X-CSRFToken": ?"\w+"', "", content) for content in contents}) == 1


@pytest.mark.parametrize("where", ["county", "city", "sibling", "other_line"])
def test_the_ledger_of_offices_holds_those_within_reach(where: str) -> None:
    offices = Offices.found()
    seat = getattr(offices, where)
    holder = user(seat)
    give(holder, seat, "office_head")
    client = client_of(holder)
    page = client.get(reverse(LEDGERS["offices"].list_url)).context["table"]
    within = Office.objects.filter(path__within=seat.path)
    assert {int(row.key) for row in page.rows} == set(within.values_list("pk", flat=True))
    names = named(client.get(reverse("ledger-export", args=["offices", "csv"])), "csv")
    assert sorted(names) == sorted(map(str, within.values_list(LEDGERS["offices"].columns[0].key, flat=True)))


@pytest.mark.parametrize("end", ["revoked", "moved"])
@pytest.mark.parametrize("code", CODES)
def test_what_ended_since_the_page_is_not_in_the_file(code: str, end: str) -> None:
    ground = Ground(code)
    reader = ground.reader("own office")
    client = client_of(reader)
    assert listed(client, ground)[0]
    if end == "revoked":
        Grant.objects.filter(user=reader).update(revoked_at="2026-01-01T00:00Z")
        assert client.get(reverse("ledger-export", args=[code, "csv"])).status_code == 403
        return
    sibling, row = ground.offices.sibling, ground.rows["one"]
    held = {"office_paths": [sibling.path]} if hasattr(row, "office_paths") else {"office_path": sibling.path}
    model: Any = SCOPED[ground.kind]
    model.objects.filter(pk=row.pk).update(**held)
    names = named(client.get(reverse("ledger-export", args=[code, "csv"])), "csv")
    assert name_of(ground, row.pk) not in names
    assert len(names) == len(COUNTY) - 1
