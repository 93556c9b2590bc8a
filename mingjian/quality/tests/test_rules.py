"""Each rule finds the row that breaks it and leaves the row that does not."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from mingjian.findings.models import Finding
from mingjian.leads.models import Lead, Outcome
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person, Tenure
from mingjian.quality.registry import RULES, Asking
from mingjian.rounds.models import Member, Round, Target, Team
from tests.cast import Offices, user
from tests.scope.rows import Place, body, human, make, post

pytestmark = pytest.mark.django_db

ON = date(2026, 6, 1)
SINCE = date(2020, 1, 1)


@pytest.fixture
def place(db: None) -> Place:
    return Place(Offices.found().county)


def made(kind: str, place: Place, /, **values: Any) -> Any:
    """A row of a kind with some values."""
    row = make(kind, place)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


def finding(place: Place, **values: Any) -> Finding:
    """A finding that breaks no rule but those told."""
    if "target" not in values:
        values["target"] = made("target", place)
    found: Finding = made("finding", place, **{"subclass": "policy.study", **values})
    return found


def lead(place: Place, **values: Any) -> Lead:
    found: Lead = made("lead", place, **{"department": "一室", **values})
    return found


def outcome(place: Place, **values: Any) -> Outcome:
    found: Outcome = made("outcome", place, **{"document_number": "纪〔2020〕1号", "form": 1, **values})
    return found


def pair(place: Place, model: Any) -> tuple[Any, Any]:
    """A namesake of a person, and one born in another month."""
    born = (date(1970, 5, 1), date(1970, 6, 1))
    twins = [human(**place.shared()) for _each in range(2)]
    model.objects.filter(pk__in=[each.pk for each in twins]).update(name_key="zhang", born=born)
    other = human(**place.shared())
    model.objects.filter(pk=other.pk).update(name_key="zhang", born=(date(1971, 5, 1), date(1971, 6, 1)))
    return twins[0], other


def tenure_twice(place: Place) -> tuple[Tenure, Tenure]:
    person, org = human(**place.shared()), body(**place.shared())
    first = post(person, org, during=(SINCE, None), **place.shared())
    post(person, org, during=(date(2021, 1, 1), None), **place.shared())
    return first, post(human(), org, during=(SINCE, None), **place.shared())


def chiefs(place: Place) -> tuple[Tenure, Tenure]:
    org = body(**place.shared())
    first = post(human(), org, is_chief=True, during=(SINCE, date(2022, 1, 1)), **place.shared())
    post(human(), org, is_chief=True, during=(date(2021, 6, 1), date(2023, 1, 1)), **place.shared())
    return first, post(human(), org, is_chief=True, during=(date(2023, 1, 1), None), **place.shared())


def vacant(place: Place) -> tuple[Tenure, Tenure]:
    """Nobody at the head in 2022; a month between the next two is no vacancy."""
    org = body(**place.shared())
    post(human(), org, is_chief=True, during=(SINCE, date(2022, 1, 1)), **place.shared())
    after = post(human(), org, is_chief=True, during=(date(2023, 1, 1), date(2024, 1, 1)), **place.shared())
    return after, post(human(), org, is_chief=True, during=(date(2024, 2, 1), None), **place.shared())


def outside(place: Place) -> tuple[Tenure, Tenure]:
    org = body(**place.shared())
    return (
        post(human(), org, during=(date(2019, 1, 1), None), **place.shared()),
        post(human(), org, during=(SINCE, None), **place.shared()),
    )


def bodies(place: Place, **values: Any) -> tuple[Organisation, Organisation]:
    """A body with these values, and one that lies in a division, under a superior, with a chief."""
    above = body()
    good = body(superior=above, division=None, **place.shared())
    post(human(), good, is_chief=True)
    return body(**{"superior": above, **values}, **place.shared()), good


def twins(place: Place) -> tuple[Organisation, Organisation]:
    above = body()
    first, second, other = (body(superior=above, **place.shared()) for _each in range(3))
    Organisation.objects.filter(pk__in=[first.pk, second.pk]).update(name="同名局")
    return first, other


def led(place: Place) -> tuple[Target, Target]:
    first, second = made("target", place), made("target", place)
    member = user(place.office)
    Member.objects.create(team=second.team, user=member, role="team_leader")
    return first, second


def targets_twice(place: Place) -> tuple[Target, Target]:
    first: Target = made("target", place)
    other: Target = made("target", place)
    again: Target = made("target", place, org=first.org)
    Team.objects.filter(pk=again.team_id).update(round=first.team.round, name="第二组")
    return first, other


def rounds(place: Place) -> tuple[Round, Round]:
    return made("round", place), made("target", place).team.round


Maker = Callable[[Place], tuple[Any, Any]]
WITH_BIRTH = (date(1970, 5, 1), date(1970, 6, 1))
CASES: dict[str, Maker] = {
    "organisation-superior": lambda place: bodies(place, superior=None),
    "organisation-twice": twins,
    "organisation-leader": bodies,
    "person-tenure": lambda place: (human(**place.shared()), post(human(**place.shared()), body()).person),
    "person-birth": lambda place: (human(**place.shared()), human(born=WITH_BIRTH, **place.shared())),
    "person-birth-impossible": lambda place: (
        human(born=(date(2020, 1, 1), date(2021, 1, 1)), **place.shared()),
        human(born=WITH_BIRTH, **place.shared()),
    ),
    "person-twice": lambda place: pair(place, Person),
    "tenure-overlaps-itself": tenure_twice,
    "tenure-chief-twice": chiefs,
    "post-vacant": vacant,
    "tenure-outside-body": outside,
    "tenure-rank": lambda place: (made("tenure", place), made("tenure", place, rank=7)),
    "round-empty": rounds,
    "target-twice": targets_twice,
    "target-leader": led,
    "target-outside-round": lambda place: (
        made("target", place, on_site=(date(2019, 1, 1), date(2019, 2, 1))),
        made("target", place),
    ),
    "target-inspected-later": lambda place: (
        made("target", place, on_site=(SINCE, date(2020, 3, 1)), inspected=(SINCE, date(2021, 1, 1))),
        made("target", place, on_site=(SINCE, date(2020, 3, 1)), inspected=(SINCE, date(2020, 1, 31))),
    ),
    "finding-class": lambda place: (finding(place, subclass=""), finding(place)),
    "finding-round": lambda place: (finding(place, target=None), finding(place)),
    "finding-outside-round": lambda place: (finding(place, found_on=date(2019, 1, 1)), finding(place)),
    "finding-amount": lambda place: (
        finding(place, amount=Decimal(10) ** 10),
        finding(place, amount=Decimal("9999999999.99")),
    ),
    "finding-conduct-later": lambda place: (
        finding(place, conduct=(date(2021, 1, 1), None)),
        finding(place, conduct=(date(2019, 1, 1), None)),
    ),
    "finding-conduct": lambda place: (finding(place, target=None), finding(place)),
    "finding-overdue": lambda place: (finding(place, due_on=ON - timedelta(days=1)), finding(place, due_on=ON)),
    "finding-due": lambda place: (
        finding(place, feedback_on=SINCE),
        finding(place, feedback_on=SINCE, due_on=ON),
    ),
    "lead-overdue": lambda place: (lead(place, due_on=ON - timedelta(days=1)), lead(place, due_on=ON)),
    "lead-unassigned": lambda place: (lead(place, department=""), lead(place)),
    "lead-amount": lambda place: (lead(place, amount=Decimal(0)), lead(place, amount=Decimal(1))),
    "lead-conduct-later": lambda place: (lead(place, conduct=(date(2021, 1, 1), None)), lead(place)),
    "lead-result": lambda place: (lead(place, state="concluded"), lead(place, state="concluded", result="谈话提醒")),
    "lead-disposal": lambda place: (
        lead(place, state="under_disposal"),
        lead(place, state="under_disposal", disposal="inquiry"),
    ),
    "outcome-document": lambda place: (
        outcome(place, kind="party_sanction", document_number=""),
        outcome(place, kind="party_sanction"),
    ),
    "outcome-form": lambda place: (
        outcome(place, kind="party_sanction", form=None),
        outcome(place, kind="clarification", form=None),
    ),
    "outcome-conduct-later": lambda place: (outcome(place, conduct=(date(2021, 1, 1), None)), outcome(place)),
    "outcome-amount": lambda place: (
        outcome(place, kind="recovered", amount=None),
        outcome(place, kind="recovered", amount=Decimal(5)),
    ),
    "outcome-announced": lambda place: (
        outcome(place, kind="admin_sanction", influence_until=ON),
        outcome(place, kind="admin_sanction", influence_until=ON, announced_on=SINCE),
    ),
}


def test_every_rule_has_its_case() -> None:
    assert set(RULES) == {*CASES, "organisation-division"}
    assert len(RULES) >= 15


@pytest.mark.parametrize("code", CASES)
def test_it_finds_the_faulty_row_alone(code: str, place: Place) -> None:
    rule = RULES[code]
    bad, good = CASES[code](place)
    any_model: Any = rule.model
    found = set(rule.faulty(any_model.objects.all(), Asking(ON)).values_list("pk", flat=True))
    assert bad.pk in found
    assert good.pk not in found


def test_a_body_without_a_division_is_found(place: Place) -> None:
    bad, _good = bodies(place)
    rule = RULES["organisation-division"]
    assert bad in rule.faulty(Organisation.objects.all(), Asking(ON))
    assert bad not in rule.faulty(Organisation.objects.exclude(division=None), Asking(ON))


def test_a_hand_over_within_what_the_dates_leave_open_is_no_overlap(place: Place) -> None:
    org, rule = body(**place.shared()), RULES["tenure-chief-twice"]
    month = {"is_chief": True, **place.shared()}
    post(human(), org, during=(SINCE, date(2022, 6, 1)), **month)
    post(human(), org, during=(date(2022, 5, 1), date(2024, 1, 1)), start_precision="month", **month)
    post(human(), org, during=(date(2023, 1, 1), None), start_precision="year", **month)
    assert not rule.faulty(Tenure.objects.all(), Asking(ON)).exists()


def test_the_committee_of_a_division_stands_under_nobody(place: Place) -> None:
    committee = body(**place.shared())
    Organisation.objects.filter(pk=committee.pk).update(kind="party_committee")
    assert not RULES["organisation-superior"].faulty(Organisation.objects.all(), Asking(ON)).exists()


def test_a_lead_is_unverified_in_the_list_of_faults_too(place: Place) -> None:
    for code, rule in RULES.items():
        if rule.model is Lead:
            assert rule.badge is not None, code
            assert rule.badge(lead(place)).verified is False


def test_a_sealed_lead_breaks_no_rule(place: Place) -> None:
    sealed = lead(place, state="unfounded", amount=Decimal(0), department="", due_on=SINCE, conduct=(ON, None))
    for code, rule in RULES.items():
        if rule.model is Lead:
            assert sealed not in rule.faulty(Lead.objects.all(), Asking(ON)), code


def test_every_rule_of_a_row_names_it_and_leads_to_its_page(place: Place) -> None:
    for code, case in CASES.items():
        bad, _good = case(place)
        rule = RULES[code]
        any_model: Any = rule.model
        row = any_model.objects.select_related(*rule.related).get(pk=bad.pk)
        assert rule.title(row), code
        for name in filter(None, (rule.row_url, rule.mend_url)):
            assert reverse(name, args=[row.pk]), code
