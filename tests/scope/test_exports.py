"""Files and data that leave the desk never hold a row that a list would not show, nor one without the right."""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.accounts.models import User
from mingjian.accounts.scopes import build
from mingjian.audit.models import Entry
from mingjian.ledgers.registry import LEDGERS
from mingjian.offices.gate import SCOPED
from tests.cast import Offices, give, user
from tests.scope.rows import Place, body, make

pytestmark = pytest.mark.django_db

PLACES = ("province", "city", "county", "township", "sibling", "other_line")
ROLES = ("viewer", "clerk", "office_head", "leads_officer")
EXPORTING = ("clerk", "office_head", "leads_officer")
READING_LEADS = ("office_head", "leads_officer")
LEDGER_CODES = sorted(LEDGERS)


def client_of(holder: User) -> Client:
    client = Client()
    client.force_login(holder)
    return client


def content(answer: Any) -> bytes:
    return b"".join(answer) if answer.streaming else bytes(answer.content)


def lines(answer: Any, form: str) -> list[str]:
    """The first cells below the heading: each row's own name, then the file's mark."""
    if form == "csv":
        table: Any = list(csv.reader(io.StringIO(content(answer).decode("utf-8-sig"))))
        return [line[0] for line in table[1:] if line]
    sheet: Any = openpyxl.load_workbook(io.BytesIO(content(answer)), read_only=True).active
    return [str(line[0]) for line in sheet.iter_rows(values_only=True) if line and line[0] is not None]


def name_of(code: str, row: Any) -> str:
    return str(getattr(row, LEDGERS[code].columns[0].key, None) or row)


def is_below(office: str, above: str) -> bool:
    chain = {"city": "province", "county": "city", "township": "county", "sibling": "city"}
    at: str | None = office
    while at is not None and at != above:
        at = chain.get(at)
    return at is not None


rows = st.lists(st.tuples(st.sampled_from(PLACES), st.booleans()), min_size=1, max_size=6)
grants = st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(ROLES)), min_size=1, max_size=3, unique=True)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(LEDGER_CODES), rows, grants, st.sampled_from(["csv", "xlsx"]))
def test_a_file_holds_what_is_seen_where_the_right_to_export_is_held(
    code: str, drawn: list[tuple[str, bool]], held: list[tuple[str, str]], form: str
) -> None:
    ledger = LEDGERS[code]
    burdens = SCOPED[ledger.kind].gate.excludes  # type: ignore[attr-defined]  # every gated model declares one
    with transaction.atomic():
        offices, own = Offices.found(), body()
        holder = user(offices.county, body_id=own.pk)
        for where, role in held:
            give(holder, getattr(offices, where), role)
        placed = [
            (make(ledger.kind, Place(getattr(offices, where), about_orgs=[own.pk] if about and burdens else [])), about)
            for where, about in drawn
        ]
        answer = client_of(holder).get(reverse("ledger-export", args=[code, form]))
        allowed = answer.status_code == 200
        told = set(lines(answer, form)) if allowed else set()
        kept = list(Entry.objects.filter(verb=f"{ledger.kind}.export").values_list("ids", flat=True))
        model: Any = SCOPED[ledger.kind]
        seen = set(model.objects.visible_to(build(holder)).values_list("pk", flat=True))
        transaction.set_rollback(True)
    reads = READING_LEADS if code == "leads" else ROLES
    expected = {
        row.pk
        for (row, about), (where, _about) in zip(placed, drawn, strict=True)
        if not (about and burdens)
        and any(is_below(where, above) for above, role in held if role in EXPORTING)
        and any(is_below(where, above) for above, role in held if role in reads)
    }
    if not allowed:
        assert answer.status_code == 403
        assert expected == set()
        return
    assert [set(ids) & {row.pk for row, _about in placed} for ids in kept] == [expected]
    assert expected <= seen
    for row, _about in placed:
        assert (name_of(code, row) in told) is (row.pk in expected), name_of(code, row)


def test_a_dossier_s_data_hold_no_finding_out_of_scope() -> None:
    offices, own = Offices.found(), body()
    entered: Any = make("organisation", Place(offices.county))
    shown = make("finding", Place(offices.county, org=entered))
    hidden = [
        make("finding", Place(offices.other_line, org=entered)),
        make("finding", Place(offices.county, org=entered, about_orgs=[own.pk])),
        make("lead", Place(offices.other_line, org=entered)),
        make("lead", Place(offices.county, org=entered, about_orgs=[own.pk])),
    ]
    holder = user(offices.county, body_id=own.pk)
    give(holder, offices.county, "office_head")
    answer = client_of(holder).get(reverse("dossier-json", args=[entered.pk]), {"on": "2026-01-01"})
    data = json.dumps(answer.json(), ensure_ascii=False)
    told = [str(getattr(row, "description", "") or getattr(row, "summary", "")) for row in hidden]
    assert str(getattr(shown, "description", "")) in data
    assert [text for text in told if f'"{text}"' in data] == []
