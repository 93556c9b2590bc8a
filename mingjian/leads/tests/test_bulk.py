"""Many leads take one value at once; the history keeps what they were, and who reads only changes nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.flow.models import Change
from mingjian.leads.models import Lead
from mingjian.leads.tests.test_leads import a_lead
from mingjian.people.tests.ground import People, sign_in
from mingjian.search.models import Document


def sent(client: Client, rows: str, **given: Any) -> Any:
    return client.post(reverse("ledger-bulk", args=["leads"]), {"rows": rows, "column": "department", **given})


@pytest.fixture
def leads(people: People) -> list[Lead]:
    return [a_lead(people, number=f"线索{at}") for at in (1, 2)]


def test_they_are_previewed_written_together_and_kept(people: People, client: Client, leads: list[Lead]) -> None:
    sign_in(people, client, "county", "leads_officer")
    rows = ",".join(str(each.pk) for each in leads)
    seen = sent(client, rows, value="第一纪检监察室")
    assert seen.status_code == 200
    assert set(Lead.objects.values_list("department", flat=True)) == {""}
    kept = {name: seen.context[name] for name in ("rows", "confirmed")}
    done = client.post(
        reverse("ledger-bulk", args=["leads"]),
        {"query": seen.context["listed"], "column": "department", **seen.context["given"], **kept},
    )
    assert done.status_code == 302
    assert set(Lead.objects.values_list("department", flat=True)) == {"第一纪检监察室"}
    assert Change.objects.filter(kind="lead", row_id__in=[each.pk for each in leads]).count() == 2
    assert Document.objects.filter(kind="lead").count() == 2


def test_who_may_not_edit_leads_is_refused(people: People, client: Client, leads: list[Lead]) -> None:
    sign_in(people, client, "county", "clerk")
    assert sent(client, str(leads[0].pk), value="第一纪检监察室").status_code in (403, 404)
    assert set(Lead.objects.values_list("department", flat=True)) == {""}
