"""What changed in a finding is kept, the last change can be put back; second looks at rectification."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.findings.actions import (
    AsWritten,
    NewFinding,
    begin,
    close_out,
    finish,
    record_findings,
    review,
    revise,
    undo_change,
)
from mingjian.findings.models import Finding, Named
from mingjian.flow.history import changes_of
from mingjian.flow.models import Move
from mingjian.lib.errors import Invalid, NotAllowed
from mingjian.line.models import Edge
from mingjian.offices.models import Office
from mingjian.people.tests.ground import People, sign_in
from mingjian.rounds.models import Target
from mingjian.search.models import Document
from tests.scope.rows import Place, make

DAY = date(2018, 4, 3)


def a_finding(people: People, **values: Any) -> Finding:
    given = {"finding_class": "policy", "description": "违规发放津补贴", "found_on": DAY, **values}
    row = NewFinding(org_id=people.bureau.pk, office_id=people.office("county"), **given)
    return Finding.objects.get(pk=record_findings(rows=[row], scope=people.scope)[0])


def rectified(people: People) -> Finding:
    found = a_finding(people)
    begin(finding=found, scope=people.scope)
    finish(finding=found, scope=people.scope)
    close_out(finding=found, scope=people.scope, reason="已核验")
    return found


def test_a_revision_keeps_what_it_altered_and_can_be_put_back(people: People) -> None:
    found = a_finding(
        people, persons=[AsWritten("张伟", post="局长")], conduct=(date(2017, 1, 1), date(2017, 2, 1)), amount=None
    )
    before = Named.objects.get().person_id
    values = {
        "description": "违规发放奖金",
        "persons": [AsWritten("李四", post="副局长")],
        "conduct": (date(2016, 1, 1), None),
        "areas": ["工程建设"],
    }
    found = revise(finding=found, values=values, version=1, scope=people.scope)
    [kept] = changes_of("finding", found.pk)
    assert (kept.before["description"], kept.after["description"]) == ("违规发放津补贴", "违规发放奖金")
    assert [name for _person, name, _post in kept.before["persons"]] == ["张伟"]
    undone = undo_change(finding=found, change=kept, scope=people.scope)
    assert (undone.description, undone.areas) == ("违规发放津补贴", [])
    assert (undone.conduct.lower, undone.conduct.upper) == (date(2017, 1, 1), date(2017, 2, 1))
    assert Named.objects.get().person_id == before
    assert len(changes_of("finding", found.pk)) == 2


def test_what_did_not_change_is_not_kept(people: People) -> None:
    found = a_finding(people)
    revise(finding=found, values={"description": found.description, "severity": 3}, version=1, scope=people.scope)
    [kept] = changes_of("finding", found.pk)
    assert kept.after == {"severity": 3}


def test_nothing_is_put_back_once_something_else_was_saved(people: People) -> None:
    found = revise(finding=a_finding(people), values={"severity": 3}, version=1, scope=people.scope)
    [kept] = changes_of("finding", found.pk)
    begin(finding=found, scope=people.scope)
    found.refresh_from_db()
    with pytest.raises(Invalid):
        undo_change(finding=found, change=kept, scope=people.scope)
    other = a_finding(people, description="另一问题")
    with pytest.raises(Invalid):
        undo_change(finding=other, change=kept, scope=people.scope)


@pytest.mark.parametrize(
    ("result", "state"),
    [("holds", "closed_out"), ("partly", "rectifying"), ("not_done", "rectifying"), ("recurred", "rectifying")],
)
def test_a_rectification_that_does_not_hold_begins_again(result: str, state: str, people: People) -> None:
    found = rectified(people)
    review(finding=found, result=result, reviewed_on=date(2019, 5, 6), text="抽查发现仍有发放", scope=people.scope)
    found.refresh_from_db()
    assert found.state == state
    assert Document.objects.get(kind="finding").state == state
    if state == "rectifying":
        assert Move.objects.get(kind="finding", verb="reopen").reason == "抽查发现仍有发放"


def test_a_look_needs_its_words_its_day_and_the_right(people: People) -> None:
    found = a_finding(people)
    given: dict[str, Any] = {"finding": found, "result": "holds", "text": "看了", "reviewed_on": date(2019, 5, 6)}
    for wrong in ({"result": "maybe"}, {"text": " "}, {"reviewed_on": date(2018, 4, 2)}, {"target_id": 10**9}):
        with pytest.raises(Invalid):
            review(**{**given, **wrong}, scope=people.scope)
    with pytest.raises(NotAllowed):
        review(**given, scope=people.reader("county"))
    assert not found.reviews.exists()


def test_a_look_at_a_later_entry_joins_its_line(people: People) -> None:
    found = a_finding(people)
    place = Place(Office.objects.get(pk=people.office("county")), org=people.bureau)
    entry: Any = make("target", place)
    Target.objects.filter(pk=entry.pk).update(on_site=(date(2019, 5, 1), date(2019, 6, 1)))
    given: dict[str, Any] = {"result": "holds", "reviewed_on": date(2019, 5, 6), "text": "已到位"}
    review(finding=found, target_id=entry.pk, scope=people.scope, **given)
    edge = Edge.objects.get(verb="reviewed")
    assert (edge.from_id, edge.to_kind, edge.to_id) == (found.pk, "target", entry.pk)


def test_the_page_shows_history_looks_and_the_way_back(people: People, client: Client) -> None:
    found = rectified(people)
    found.refresh_from_db()
    revise(finding=found, values={"description": "违规发放奖金"}, version=found.version, scope=people.scope)
    sign_in(people, client, "county", "clerk")
    page = reverse("finding", args=[found.pk])
    [kept] = changes_of("finding", found.pk)
    undo = reverse("finding-undo", args=[found.pk, kept.pk])
    shown = client.get(page).content.decode()
    assert undo in shown
    assert "违规发放津补贴 → 违规发放奖金" in shown
    assert client.post(undo).status_code == 302
    assert Finding.objects.get().description == "违规发放津补贴"
    assert client.post(undo).status_code == 422
    form = reverse("finding-review", args=[found.pk])
    assert client.post(form, {"result": "recurred", "reviewed_on": "2019-05-06", "text": ""}).status_code == 422
    assert client.post(form, {"result": "recurred", "reviewed_on": "2019-05-06", "text": "又发放"}).status_code == 302
    assert "又发放" in client.get(page).content.decode()
    sign_in(people, client, "sibling", "clerk")
    assert client.get(form).status_code == 404
    assert client.post(undo).status_code == 404
