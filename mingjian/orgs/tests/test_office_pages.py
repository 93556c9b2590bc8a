"""Pages of offices and divisions: who sees and who keeps them; a body handed to other offices; pickers."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mingjian.accounts.actions import NewUser, create_users, grant_many
from mingjian.lib.errors import WrongState
from mingjian.offices.actions import FormerNameRow, add_former_names
from mingjian.offices.models import Division, Office
from mingjian.orgs.actions import end_office, rename
from mingjian.orgs.models import Organisation
from mingjian.orgs.tests.ground import Ground, day


def sign_in(ground: Ground, client: Client, role: str, office: str = "county") -> Client:
    seat = Office.objects.get(pk=ground.offices[office])
    name = f"{office}-{role}"
    user = create_users(rows=[NewUser(name, f"某{name}", seat.pk)], scope=ground.scope)[name]
    grant_many(rows=[(user, seat, role)], since=date(2020, 1, 1), scope=ground.scope)
    client.force_login(user)
    return client


def change(ground: Ground, office: str, verb: str) -> str:
    return reverse("office-change", args=[ground.offices[office], verb])


def test_an_office_within_reach_has_a_page_and_a_row_in_the_ledger(ground: Ground, client: Client) -> None:
    sign_in(ground, client, "viewer", "city")
    page = client.get(reverse("office", args=[ground.offices["city"]])).content.decode()
    assert "五华区委巡察办" in page
    assert "五华区委巡察办" in client.get(reverse("office-ledger")).content.decode()
    above = reverse("office", args=[ground.offices["province"]])
    assert client.get(above).status_code == 404
    assert above not in client.get(reverse("office-ledger")).content.decode()


def test_whoever_keeps_offices_founds_renames_and_moves_them(ground: Ground, client: Client) -> None:
    sign_in(ground, client, "system_administrator", "province")
    new = {"name": "官渡区委巡察办", "level": "3", "division": "五华区", "since": "2019-01-01"}
    assert client.post(change(ground, "city", "found"), new).status_code == 302
    founded = Office.objects.get(name="官渡区委巡察办")
    assert (founded.parent_id, founded.line) == (ground.offices["city"], "inspection")
    renamed = {"name": "官渡区委巡察工作办", "reason": "机构改革"}
    url = reverse("office-change", args=[founded.pk, "rename"])
    assert client.post(url, {**renamed, "reason": ""}).status_code == 422
    assert client.post(url, renamed).status_code == 302
    page = client.get(reverse("office", args=[founded.pk])).content.decode()
    assert "官渡区委巡察办" in page
    moved = {"parent": "省委巡视办"}
    assert client.post(reverse("office-change", args=[founded.pk, "move"]), moved).status_code == 302
    assert Office.objects.get(pk=founded.pk).parent_id == ground.offices["province"]
    assert client.post(reverse("office-change", args=[founded.pk, "sight"]), {"depth": "1"}).status_code == 302
    assert Office.objects.get(pk=founded.pk).sight_depth == 1


def test_an_office_says_whose_staff_sit_there(ground: Ground, client: Client) -> None:
    body = ground.record(ground.row("A"))["A"]
    sign_in(ground, client, "system_administrator", "province")
    assert client.post(change(ground, "county", "body"), {"code": "没有"}).status_code == 422
    assert client.post(change(ground, "county", "body"), {"code": "A"}).status_code == 302
    assert Office.objects.get(pk=ground.offices["county"]).body_id == body.pk


def test_an_office_ends_only_when_nothing_hangs_on_it(ground: Ground, client: Client) -> None:
    ground.record(ground.row("A"))
    county = Office.objects.get(pk=ground.offices["county"])
    on = date(2026, 12, 1)
    with pytest.raises(WrongState, match="Organisations"):
        end_office(office=county, on=on, reason="撤销", scope=ground.scope)
    city = Office.objects.get(pk=ground.offices["city"])
    with pytest.raises(WrongState, match="below"):
        end_office(office=city, on=on, reason="撤销", scope=ground.scope)
    sibling = Office.objects.get(pk=ground.offices["sibling"])
    assert end_office(office=sibling, on=on, reason="撤销", scope=ground.scope).existed.upper == on


def test_a_clerk_changes_no_office(ground: Ground, client: Client) -> None:
    sign_in(ground, client, "clerk")
    for verb in ("found", "rename", "move", "sight", "body", "end"):
        assert client.get(change(ground, "county", verb)).status_code == 403
    assert client.get(reverse("division-load")).status_code == 403


def test_a_division_is_found_by_its_retired_name(ground: Ground, client: Client) -> None:
    add_former_names(rows=[FormerNameRow("530102", "老五华", 1999)], scope=ground.scope)
    sign_in(ground, client, "viewer")
    assert "五华区" in client.get(reverse("division-list"), {"q": "老五华"}).content.decode()
    page = client.get(reverse("division", args=["530102"])).content.decode()
    assert "老五华" in page
    assert "五华区委巡察办" in page
    assert client.get(reverse("division", args=["999999"])).status_code == 404
    assert "530102,五华区,3,5301" in client.get(reverse("division-export")).content.decode()


def test_divisions_are_loaded_whole_or_not_at_all(ground: Ground, client: Client) -> None:
    sign_in(ground, client, "system_administrator", "province")
    good = "code,name,level,parent_code\n530103,盘龙区,3,5301\n"
    wrong = good + "530104,官渡区,9,5301\n"
    for content, status in ((wrong, 422), (good, 302)):
        file = SimpleUploadedFile("divisions.csv", content.encode())
        assert client.post(reverse("division-load"), {"file": file}).status_code == status
    assert sorted(Division.objects.filter(code__gt="530102").values_list("code", flat=True)) == ["530103"]


def test_a_body_is_handed_to_other_offices_with_a_reason(ground: Ground, client: Client) -> None:
    body = ground.record(ground.row("A"))["A"]
    sign_in(ground, client, "clerk", "city")
    url = reverse("organisation-hand-over", args=[body.pk])
    assert str(ground.offices["county"]) in client.get(url).content.decode()
    values = {"offices": "盘龙区委巡察办", "reason": "隶属调整", "version": "1"}
    assert client.post(url, {**values, "reason": ""}).status_code == 422
    assert client.post(url, values).status_code == 302
    assert Organisation.objects.get().office_ids == [ground.offices["sibling"]]
    assert client.post(url, values).status_code == 409
    assert "隶属调整" in client.get(reverse("organisation", args=[body.pk])).content.decode()


def test_a_picker_offers_what_is_in_scope_by_any_name(ground: Ground, client: Client) -> None:
    body = ground.record(ground.row("A", name="云岭水务局"))["A"]
    rename(organisation=body, name="云岭水利局", on=day("2018"), basis="改革", scope=ground.scope)
    sign_in(ground, client, "clerk")

    def offered(kind: str, typed: str) -> str:
        return client.get(reverse("pick", args=[kind]), {"x": typed}).content.decode()

    assert "云岭水利局（A）" in offered("organisation", "水务局")
    assert "五华区委巡察办" in offered("office", "五华")
    assert "五华区（530102）" in offered("division", "五华")
    assert offered("organisation", "水") == ""
    sign_in(ground, client, "clerk", "sibling")
    assert offered("organisation", "水务局") == ""
