"""The pages of organisations and of offices."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from mingjian.accounts.models import Grant, User
from mingjian.orgs.actions import rename
from mingjian.orgs.models import Organisation, Succession
from mingjian.orgs.tests.ground import Ground, day


def sign_in(ground: Ground, office: str, role: str) -> Client:
    """A client of a user who holds `role` over the office."""
    office_id = ground.offices[office]
    user = User.objects.create(
        username=f"{office}-{role}", display_name="某人", office_id=office_id, created_at=timezone.now()
    )
    Grant.objects.create(
        user=user, office_id=office_id, role=role, valid=(date(2010, 1, 1), None), granted_at=timezone.now()
    )
    client = Client(headers={"accept-language": "en"})
    client.cookies["django_language"] = "en"
    client.force_login(user)
    return client


@pytest.fixture
def clerk(ground: Ground) -> Client:
    return sign_in(ground, "county", "clerk")


def test_it_lists_what_is_in_scope_and_finds_by_old_names(ground: Ground, clerk: Client) -> None:
    rows = ground.record(ground.row("A"), ground.row("B", office_ids=[ground.offices["sibling"]]))
    rename(organisation=rows["A"], name="新名", on=day("2018"), basis="", scope=ground.scope)
    page = clerk.get("/organisations/?q=单位A").content.decode()
    assert "新名" in page
    assert "单位B" not in clerk.get("/organisations/").content.decode()


def test_it_shows_names_superiors_units_and_changes(ground: Ground, clerk: Client) -> None:
    rows = ground.record(ground.row("P"), ground.row("A", "P"), ground.row("B", "A"))
    rename(organisation=rows["A"], name="新名", on=day("2018-10"), basis="机构改革", scope=ground.scope)
    page = clerk.get(f"/organisations/{rows['A'].pk}/").content.decode()
    for part in ("新名", "单位A", "单位P", "单位B", "2018-10", "机构改革"):
        assert part in page


def test_it_hides_what_is_out_of_scope(ground: Ground) -> None:
    body = ground.record(ground.row("A"))["A"]
    stranger = sign_in(ground, "sibling", "clerk")
    for place in ("", "tree", "revise", "rename", "merge"):
        assert stranger.get(f"/organisations/{body.pk}/{place}").status_code == 404
    done = rename(organisation=body, name="乙", on=day("2010"), basis="", scope=ground.scope)
    assert stranger.get(f"/successions/{done.pk}/undo").status_code == 404
    assert sign_in(ground, "county", "viewer").get(f"/organisations/{body.pk}/rename").status_code == 403


def test_it_previews_a_change_before_it_carries_it_out(ground: Ground, clerk: Client) -> None:
    body = ground.record(ground.row("A"))["A"]
    form = {"name": "新名", "on": "2018年10月", "basis": "机构改革方案", "version": "1"}
    address = f"/organisations/{body.pk}/rename"
    shown = clerk.post(address, form)
    assert (shown.status_code, Succession.objects.count()) == (200, 0)
    assert "新名" in shown.content.decode()
    done = clerk.post(address, {**form, "confirmed": "1"})
    assert done.status_code == 302
    assert Organisation.objects.get().name == "新名"


@pytest.mark.parametrize(
    ("verb", "more"),
    [
        ("move", {"superior": "P"}),
        ("merge", {"into": "P"}),
        ("merge", {"into": "N", "new_name": "新局", "others": "P"}),
        ("split", {"into": "N1 一局\nN2 二局"}),
    ],
)
def test_it_carries_out_every_change_and_undoes_it(
    ground: Ground, clerk: Client, verb: str, more: dict[str, str]
) -> None:
    body = ground.record(ground.row("A"), ground.row("P"), ground.row("C", "A"))["A"]
    form = {"on": "2018-10", "basis": "方案", "version": "1", "confirmed": "1", **more}
    assert clerk.post(f"/organisations/{body.pk}/{verb}", form).status_code == 302
    done = Succession.objects.get()
    undo = f"/successions/{done.pk}/undo"
    assert clerk.get(undo).status_code == 200
    assert clerk.post(undo, {"reason": ""}).status_code == 422
    assert clerk.post(undo, {"reason": "录错"}).status_code == 302
    assert Organisation.objects.get(code="C").superior_id == body.pk
    assert clerk.post(undo, {"reason": "再来"}).status_code == 409


def test_it_says_in_the_form_what_does_not_hold(ground: Ground, clerk: Client) -> None:
    body = ground.record(ground.row("A"))["A"]
    form = {"name": "新名", "on": "1990", "basis": "方案", "version": "1"}
    refused = clerk.post(f"/organisations/{body.pk}/rename", form)
    assert refused.status_code == 422
    assert "did not exist" in refused.content.decode()
    unread = clerk.post(f"/organisations/{body.pk}/rename", {**form, "on": "去年"})
    assert unread.status_code == 422


def test_two_people_edit_one_body_and_the_second_loses_nothing(ground: Ground, clerk: Client) -> None:
    body = ground.record(ground.row("A"))["A"]
    mine = {"code": "A", "kind": "school", "level": "3", "division_id": "", "seat": "我写的地址", "version": "1"}
    theirs = {**mine, "kind": "hospital", "seat": "别人的地址"}
    assert clerk.post(f"/organisations/{body.pk}/revise", theirs).status_code == 302
    second = clerk.post(f"/organisations/{body.pk}/revise", mine)
    page = second.content.decode()
    assert second.status_code == 409
    assert "我写的地址" in page
    assert "别人的地址" in page
    assert 'name="version" value="2"' in page
    assert clerk.post(f"/organisations/{body.pk}/revise", {**mine, "version": "2"}).status_code == 302


def test_it_records_an_organisation_by_the_form(ground: Ground, clerk: Client) -> None:
    form = {"code": "A", "name": "某局", "kind": "school", "level": "3", "division": "530102", "since": "2001年"}
    form["offices"] = str(ground.offices["county"])
    assert clerk.post("/organisations/new", form).status_code == 302
    assert Organisation.objects.get().start_precision == "year"
    assert clerk.post("/organisations/new", form).status_code == 422


def test_it_shows_the_tree_of_a_day(ground: Ground, clerk: Client) -> None:
    rows = ground.record(ground.row("A"), ground.row("B", "A", since="2012"))
    address = f"/organisations/{rows['A'].pk}/tree"
    assert "单位B" not in clerk.get(f"{address}?on=2010").content.decode()
    assert "单位B" in clerk.get(f"{address}?on=2015-01-01").content.decode()
    assert "not understood" in clerk.get(f"{address}?on=昨天").content.decode()


def test_it_lists_the_offices_within_reach(ground: Ground, clerk: Client) -> None:
    page = clerk.get("/offices/").content.decode()
    assert "五华区委巡察办" in page
    assert "盘龙区委巡察办" not in page
    assert "五华区委巡察办" in clerk.get("/offices/?q=530102").content.decode()


@pytest.mark.parametrize("place", ["", "tree"])
def test_its_queries_do_not_grow_with_the_rows(ground: Ground, clerk: Client, place: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    body = ground.record(ground.row("A"))["A"]
    clerk.get(f"/organisations/{body.pk}/{place}")
    ground.record(*[ground.row(f"first-{each}", "A") for each in range(2)])
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as seen:
            assert clerk.get(f"/organisations/{body.pk}/{place}").status_code == 200
        counts.append(len(seen))
        ground.record(*[ground.row(f"{number}-{each}", "A") for each in range(30)])
    assert counts[0] == counts[1]
