"""The queue of pairs that wait, two persons side by side, taking a judgement back; and the matching of the register."""

import pytest
from django.test import Client
from django.urls import reverse

from mingjian.accounts.scopes import build
from mingjian.people.actions import judge, match_register, undo_judgement
from mingjian.people.joining import AsWritten, meet
from mingjian.people.models import Judgement, Mention, Person, Proposal
from mingjian.people.tests.ground import People, month, sign_in
from mingjian.people.tests.test_judgements import mention, state


@pytest.fixture
def alike(people: People) -> tuple[Person, Person]:
    """One person written twice: the month of birth and the post agree, the body bears a short name once."""
    one = people.person("江砚", born=month("1965-08"), native_place="云南省大理市", sex="male")
    people.tenure(one, people.bureau, "局长", "2011-02", "2016-02", is_chief=True)
    other = people.person("江 硯", born=month("1965-08"), native_place="云南大理", sex="male")
    people.tenure(other, people.bureau, "党组书记、局长", "2012-01", "2016-02")
    return one, other


@pytest.fixture
def doubtful(people: People) -> tuple[Person, Person]:
    one = people.person("欧阳镜澄", born=month("1965"), native_place="云南省大理市")
    return one, people.person("欧阳镜澄", native_place="云南大理")


def test_the_rule_joins_what_the_evidence_carries_and_leaves_namesakes(
    people: People, alike: tuple[Person, Person]
) -> None:
    stranger = people.person("江砚", born=month("1980-01"))
    counts = match_register(scope=people.scope)
    assert counts["joined"] == 1
    assert {each.pk for each in Person.objects.all()} == {alike[0].pk, stranger.pk}
    made = Judgement.objects.get(rule="match")
    assert made.score is not None
    assert made.score > 0


def test_a_join_by_rule_that_somebody_took_back_is_not_made_again(people: People, alike: tuple[Person, Person]) -> None:
    before = state()
    match_register(scope=people.scope)
    scope = build(sign_in(people, Client(), "county", "clerk"))
    undo_judgement(judgement=Judgement.objects.get(rule="match"), reason="并非一人", scope=scope)
    assert state() == before
    assert match_register(scope=people.scope)["joined"] == 0
    assert Proposal.objects.count() == 1


def test_what_was_judged_different_never_comes_back(people: People, alike: tuple[Person, Person]) -> None:
    judge(pair=(mention(alike[0]), mention(alike[1])), verdict="different", reason="", scope=people.scope)
    counts = match_register(scope=people.scope)
    assert (counts["joined"], Proposal.objects.count()) == (0, 0)


def test_the_queue_is_decided_pair_by_pair(people: People, client: Client, doubtful: tuple[Person, Person]) -> None:
    match_register(scope=people.scope)
    proposal = Proposal.objects.get()
    sign_in(people, client, "county", "clerk")
    page = client.get(reverse("person-review")).content.decode()
    assert "欧阳镜澄" in page
    url = reverse("person-compare", args=[doubtful[0].pk, doubtful[1].pk])
    assert url in page
    shown = client.get(url, {"pair": proposal.pk}).content.decode()
    assert "1965" in shown
    assert "大理" in shown
    answer = client.post(url, {"pair": proposal.pk, "verdict": "same"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("person-review"))
    assert Person.objects.filter(name="欧阳镜澄").count() == 1
    assert Judgement.objects.get(rule="").user_id is not None
    made = Judgement.objects.get(rule="")
    undone = client.post(reverse("judgement-undo", args=[made.pk]), {"reason": "误判"})
    assert undone.status_code == 302
    assert Person.objects.filter(name="欧阳镜澄").count() == 2


def test_who_was_unsure_is_not_asked_again_but_somebody_else_is(
    people: People, client: Client, doubtful: tuple[Person, Person]
) -> None:
    match_register(scope=people.scope)
    sign_in(people, client, "county", "clerk")
    url = reverse("person-compare", args=[doubtful[0].pk, doubtful[1].pk])
    client.post(url, {"pair": Proposal.objects.get().pk, "verdict": "unsure"})
    assert url not in client.get(reverse("person-review")).content.decode()
    client.logout()
    sign_in(people, client, "county", "office_head")
    page = client.get(reverse("person-review")).content.decode()
    assert "请求复核" in page


def test_a_pair_of_which_one_is_out_of_sight_is_not_there(people: People, client: Client) -> None:
    one = people.person("欧阳镜澄", born=month("1965"), native_place="云南省大理市")
    other = people.person("欧阳镜澄", office="sibling", native_place="云南大理")
    match_register(scope=people.scope)
    assert Proposal.objects.count() == 1
    sign_in(people, client, "county", "clerk")
    assert "欧阳镜澄" not in client.get(reverse("person-review")).content.decode()
    for first, second in ((one, other), (other, one)):
        assert client.get(reverse("person-compare", args=[first.pk, second.pk])).status_code == 404
        assert (
            client.post(reverse("person-compare", args=[first.pk, second.pk]), {"verdict": "same"}).status_code == 404
        )


def test_a_judgement_out_of_sight_is_not_taken_back(people: People, client: Client) -> None:
    one, other = people.person("江砚", office="sibling"), people.person("江砚", office="sibling")
    judge(pair=(mention(one), mention(other)), verdict="same", reason="", scope=people.scope)
    sign_in(people, client, "county", "clerk")
    made = Judgement.objects.get(rule="")
    assert client.post(reverse("judgement-undo", args=[made.pk]), {"reason": "x"}).status_code == 404
    assert Judgement.objects.get(pk=made.pk).undone_at is None


def test_the_page_tells_where_somebody_is_named_and_the_old_number_leads_on(
    people: People, client: Client, alike: tuple[Person, Person]
) -> None:
    [met] = meet(
        [AsWritten("江砚", post="云岭县水务局局长", born=month("1965-08"))],
        office_id=people.office("county"),
        scope=people.scope,
    )
    judge(pair=(mention(alike[0]), mention(alike[1])), verdict="same", reason="同一人", scope=people.scope)
    sign_in(people, client, "county", "clerk")
    page = client.get(reverse("person", args=[alike[0].pk])).content.decode()
    assert f'id="mention-{met.mention_id}"' in page
    assert "江 硯" in page
    assert client.get(reverse("person", args=[alike[1].pk]))["Location"] == reverse("person", args=[alike[0].pk])


def test_a_county_sees_only_what_its_own_rows_say(people: People, client: Client) -> None:
    one = people.person("江砚", born=month("1965"), native_place="云南大理")
    other = people.person("江砚", office="sibling", born=month("1965-08"), sex="male")
    judge(pair=(mention(one), mention(other)), verdict="same", reason="", scope=people.scope)
    sign_in(people, client, "county", "clerk")
    page = client.get(reverse("person", args=[one.pk])).content.decode()
    listed = client.get(reverse("person-list")).content.decode()
    assert "1965" in page
    assert "1965-08" not in page
    assert "1965-08" not in listed
    assert "云南大理" in listed
    assert Mention.objects.filter(person=one).count() == 2


def test_the_form_and_a_clash_in_it_show_no_more_than_the_page(people: People, client: Client) -> None:
    one = people.person("江砚", born=month("1965"))
    other = people.person("江砚", office="sibling", born=month("1965-08"), native_place="云南腾冲")
    judge(pair=(mention(one), mention(other)), verdict="same", reason="", scope=people.scope)
    sign_in(people, client, "county", "clerk")
    url = reverse("person-revise", args=[one.pk])
    assert "腾冲" not in client.get(url).content.decode()
    clash = client.post(url, {"name": "江砚", "born": "1965", "ethnicity": "白族", "version": "0"})
    assert clash.status_code == 409
    assert "腾冲" not in clash.content.decode()
    assert "1965-08" not in clash.content.decode()
