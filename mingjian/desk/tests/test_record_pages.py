"""The audit administrator's pages: by user, by record, by time; bulk reads; files; seals. Looking is recorded."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mingjian.accounts.models import User
from mingjian.audit.actor import Actor
from mingjian.audit.models import Entry, Verification
from mingjian.audit.queries import Asked, Readers, Rule, bulk_reads, entries
from mingjian.audit.record import record
from mingjian.audit.sealing import verify_and_note
from tests.cast import Offices, give, user
from tests.scope.rows import Place, make

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)  # noon in Shanghai
PLANT = """
INSERT INTO audit_entry (at, xact, actor_id, system, verb, kind, ids, count, office_path, detail)
SELECT %s + n * interval '1 second', 1, %s, '', %s, 'finding', '{7}', %s, '', '{}' FROM generate_series(1, %s) n
"""


def plant(reader: User, count: int, at: datetime = NOON, *, verb: str = "finding.read", rows: int = 1) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PLANT, [at, reader.pk, verb, rows, count])


class Ground:
    """An audit administrator over the county, readers in it and beside it."""

    def __init__(self) -> None:
        self.offices = Offices.found()
        self.guard, self.reader, self.other = (user(self.offices.county) for _ in range(3))
        self.beyond = user(self.offices.sibling)
        give(self.guard, self.offices.county, "audit_administrator")
        self.client = Client()
        self.client.force_login(self.guard)
        # rooms register the verbs of their pages when the addresses are loaded
        assert self.client.get(reverse("audit-administration")).status_code == 200

    def keys(self, **query: Any) -> list[str]:
        page = self.client.get(reverse("audit-list"), query)
        return [row.key for row in page.context["table"].rows]


@pytest.fixture
def ground() -> Ground:
    return Ground()


def newest() -> str:
    return str(Entry.objects.order_by("-id").values_list("pk", flat=True)[0])


def test_it_is_searched_by_user_record_number_verb_and_day(ground: Ground) -> None:
    finding: Any = make("finding", Place(ground.offices.county))
    record("finding.read", actor=Actor(user_id=ground.reader.pk), kind="finding", ids=[finding.pk])
    wanted = newest()
    record("finding.list", actor=Actor(user_id=ground.other.pk), kind="finding", ids=[finding.pk + 1])
    record("person.read", actor=Actor(user_id=ground.other.pk), kind="person", ids=[finding.pk])
    day = f"{timezone.localtime():%Y-%m-%d}"
    assert ground.keys(user=ground.reader.username, reads="1") == [wanted]
    assert ground.keys(kind="finding", row=str(finding.pk)) == [wanted]
    assert ground.keys(kind="finding", row=finding.number) == [wanted]
    assert ground.keys(verb="finding.read", since=day, until=day) == [wanted]
    assert ground.keys(verb="finding.read", until="2020-01-01") == []


@pytest.mark.parametrize("query", [{"user": "nobody-here"}, {"row": "no such number"}, {"verb": "no.verb"}])
def test_what_is_not_understood_finds_nothing(query: dict[str, str], ground: Ground) -> None:
    plant(ground.reader, 1)
    assert ground.keys(**query) == []


def test_what_was_done_for_somebody_is_found_by_them(ground: Ground) -> None:
    record("finding.read", actor=Actor(user_id=ground.reader.pk, for_id=ground.other.pk), kind="finding", ids=[1])
    wanted = newest()
    page = ground.client.get(reverse("audit-list"), {"for": ground.other.username})
    [row] = page.context["table"].rows
    assert row.key == wanted
    assert list(row.cells[1:3]) == [ground.reader.username, ground.other.username]


def test_pages_follow_each_other_without_gap_or_double(ground: Ground) -> None:
    plant(ground.reader, 250)
    address, seen = f"{reverse('audit-list')}?user={ground.reader.username}", []
    while address:
        page = ground.client.get(address)
        seen += [row.key for row in page.context["table"].rows]
        address = page.context["pager"].next_url
    stored = Entry.objects.filter(actor_id=ground.reader.pk).order_by("-at", "-id").values_list("pk", flat=True)
    assert seen == [str(pk) for pk in stored]
    assert len(seen) == 250


def test_a_forged_place_shows_the_first_page(ground: Ground) -> None:
    plant(ground.reader, 3)
    assert len(ground.keys(user=ground.reader.username, before="forged")) == 3


def test_looking_is_recorded_and_its_words_are_sealed(ground: Ground) -> None:
    ground.keys(user=ground.reader.username)
    entry = Entry.objects.get(verb="audit.read", actor_id=ground.guard.pk)
    assert entry.sealed_text is not None
    assert ground.reader.username not in str(entry.detail)


RULE = Rule(per_hour=5, per_day=8, rows_at_once=100)


def test_bulk_reads_are_those_over_the_rule(ground: Ground) -> None:
    hour = timedelta(hours=1)
    plant(ground.reader, 6)
    plant(ground.reader, 3, NOON + 2 * hour)
    plant(ground.other, 5)
    plant(ground.other, 4, NOON + 24 * hour)
    plant(ground.other, 1, NOON + 25 * hour, verb="finding.export", rows=101)
    plant(ground.other, 9, NOON + 26 * hour, verb="grant.give")
    found = bulk_reads(RULE, NOON - 24 * hour, NOON + 48 * hour, "Asia/Shanghai")
    assert {(one.span, one.user_id, one.reads, one.rows) for one in found} == {
        ("hour", ground.reader.pk, 6, 6),
        ("day", ground.reader.pk, 9, 9),
        ("once", ground.other.pk, 1, 101),
    }
    assert {one.begin.astimezone(UTC) for one in found if one.span == "hour"} == {NOON}


def test_bulk_reads_are_flagged_with_the_rule_beside_them(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "AUDIT_READS_PER_HOUR", 5)
    plant(ground.reader, 6)
    plant(ground.other, 5)
    plant(ground.beyond, 6)
    page = ground.client.get(reverse("audit-bulk"), {"since": "2026-06-01", "until": "2026-06-01"})
    assert [row.cells[0].value for row in page.context["table"].rows] == [ground.reader.username]
    assert "5" in page.context["table"].footer_text
    flagged = ground.client.get(reverse("audit-list"), {"since": "2026-06-01", "until": "2026-06-01"})
    marks = {row.cells[1]: bool(row.cells[7]) for row in flagged.context["table"].rows}
    assert marks == {ground.reader.username: True, ground.other.username: False}
    assert Entry.objects.filter(verb="audit.bulk", actor_id=ground.guard.pk).exists()


def test_a_file_holds_what_the_page_shows_and_is_numbered(ground: Ground) -> None:
    plant(ground.reader, 130)
    plant(ground.beyond, 5)
    year = timezone.localtime().year
    for number, form in enumerate(("xlsx", "csv"), start=1):
        answer = ground.client.get(reverse("audit-export", args=[form]), {"verb": "finding.read"})
        content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # it is a FileResponse
        sign = f"审〔{year}〕{number}号"
        entry = Entry.objects.filter(verb="audit.export").order_by("-id")[0]
        assert entry.detail == {"form": form, "sign": sign, "rows": 130}
        if form == "csv":
            assert content.decode("utf-8-sig").count(ground.reader.username) == 130
            assert sign in content.decode("utf-8-sig")
        else:
            sheet = openpyxl.load_workbook(BytesIO(content)).active
            assert sheet is not None
            assert sign in str(sheet.cell(1, 1).value)
            names = [row[1] for row in sheet.iter_rows(min_row=3, values_only=True) if len(row) > 1 and row[1]]
            assert names == [ground.reader.username] * 130


def test_the_seals_page_says_what_the_last_verification_found(ground: Ground) -> None:
    assert ground.client.get(reverse("audit-seals")).context["notices"][0][0] == "due"
    verify_and_note()
    assert ground.client.get(reverse("audit-seals")).context["notices"][0][0] == "done"
    Verification.objects.create(at=timezone.now(), seals=1, entries=1, broken="封存1之下的记录被改动。")
    assert ground.client.get(reverse("audit-seals")).context["notices"] == [("overdue", "封存1之下的记录被改动。")]


def test_asking_for_a_verification_puts_it_in_line(ground: Ground) -> None:
    assert ground.client.post(reverse("audit-verify")).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'desk.verify_record'")
        assert cursor.fetchone() == (1,)


def test_everybody_s_entries_are_read_at_the_top_of_every_line(ground: Ground) -> None:
    plant(ground.beyond, 2)
    assert ground.keys(user=ground.beyond.username) == []
    top = user(ground.offices.province)
    for root in (ground.offices.province, ground.offices.other_line):
        give(top, root, "audit_administrator")
    client = Client()
    client.force_login(top)
    page = client.get(reverse("audit-list"), {"user": ground.beyond.username})
    assert len(page.context["table"].rows) == 2


def test_nobody_s_entries_answer_an_empty_list(ground: Ground) -> None:
    plant(ground.reader, 2)
    assert not entries(Asked(), Readers([], system=False)).exists()
    assert not entries(Asked(user_ids=[]), Readers()).exists()
