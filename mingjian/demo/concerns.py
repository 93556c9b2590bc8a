"""Leads, which are allegations, and concluded outcomes, which alone grade a person."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from mingjian.demo.bodies import Body
from mingjian.demo.cadres import Cadre, People, Post
from mingjian.demo.matters import Found
from mingjian.demo.numbers import FORMS, LEAD_STATES, TODAY, apportion
from mingjian.demo.texts import ACTS, MEASURES, Words, in_ten_thousands
from mingjian.leads.actions import NewLead, NewOutcome, close_unfounded, record_leads, record_outcomes
from mingjian.leads.models import Lead
from mingjian.offices.scope import Scope

BLOCK = 10_000
SOURCES = {
    "report": 44,
    "inspection": 30,
    "supervision": 8,
    "superior": 6,
    "audit": 5,
    "justice": 3,
    "investigation": 3,
    "other": 1,
}
DISPOSALS = {
    "concluded": {"inquiry": 45, "preliminary_check": 55},
    "under_disposal": {"inquiry": 35, "preliminary_check": 65},
    "held": {"hold": 1},
    "unfounded": {"close": 1},
    "received": {"": 1},
}
DEPARTMENTS = ("第一监督检查室", "第二监督检查室", "第三监督检查室", "第四审查调查室", "第五审查调查室")
# One in so many leaves a column empty, so that there is something to mend.
FORGOTTEN = 40
SANCTIONS = ("party_sanction", "admin_sanction", "accountability")
LAST = TODAY - timedelta(days=5)
# Of the leads that prove unfounded, these are closed one by one, so that the record shows how it is done.
CLOSED_BY_HAND = 3


class Teller:
    """Tells leads and outcomes about people at the bodies where they served."""

    def __init__(self, random: Random, found: Sequence[Found]) -> None:
        self.random, self.words = random, Words(random)
        self.number = self.decisions = 0
        self.found: dict[str, list[Found]] = defaultdict(list)
        for each in found:
            self.found[each.body_code].append(each)

    def pick(self, table: Mapping[str, int]) -> str:
        return self.random.choices(list(table), list(table.values()))[0]

    def lead(self, cadre: Cadre, state: str) -> NewLead:
        random = self.random
        served = [each for each in cadre.posts if not each.pool]
        lately = [each for each in served if each.holds(date(2011, 6, 1), date(2015, 12, 31))]
        post = random.choice(lately or served[-1:])
        act = random.choice(ACTS)
        first, last = self._conduct(post)
        received = self._received(last, state)
        source = self.pick(SOURCES)
        finding = self._finding(post.body, received) if source == "inspection" else None
        amount = self.words.amount()
        text = self.words.fill(act.sentence, in_ten_thousands(amount), first.year)
        self.number += 1
        return NewLead(
            number=f"线〔{received.year}〕{self.number:05}号",
            office_id=post.body.offices[1],
            source=source,
            received_on=received,
            org_id=post.body.id,
            finding_id=finding.id if finding else None,
            summary=f"反映{post.body.name}{post.title}{cadre.name}{text}。",
            problem_type=act.problem,
            conduct=(first, last),
            amount=Decimal(amount) if "金额" in text or "万元" in text else None,
            disposal=self.pick(DISPOSALS[state]),
            handled_on=None if state == "received" else min(received + timedelta(days=20), LAST),
            department="" if self.number % FORGOTTEN == 0 else DEPARTMENTS[self.number % len(DEPARTMENTS)],
            state=state,
            person_ids=[cadre.id],
            posts=[post.title],
            names=[cadre.name],
        )

    def _conduct(self, post: Post) -> tuple[date, date]:
        """First and last day of what is alleged, within the post as far as that lies in the last ten years."""
        first = max(post.start, date(2011, 1, 1)) + timedelta(days=self.random.randrange(0, 400))
        end = min(post.end or date(2017, 12, 31), date(2017, 12, 31))
        first = min(first, end - timedelta(days=60))
        return first, min(first + timedelta(days=self.random.randrange(30, 700)), end)

    def _received(self, last: date, state: str) -> date:
        """Open leads came lately; concluded ones within some years."""
        if state in ("received", "under_disposal"):
            return LAST - timedelta(days=self.random.randrange(5, 60 if state == "received" else 300))
        return min(last + timedelta(days=self.random.randrange(20, 500)), LAST - timedelta(days=120))

    def _finding(self, body: Body, received: date) -> Found | None:
        before = [each for each in self.found[body.code] if each.found_on <= received]
        return self.random.choice(before) if before else None

    def outcome(self, cadre: Cadre, form: int, lead: NewLead | None, lead_id: int | None) -> NewOutcome:
        post, decided = self._when(cadre, lead)
        possible = [each for each in MEASURES if each.form == form]
        measure = self.random.choices(possible, [each.weight for each in possible])[0]
        finding = self._finding(post.body, decided) if lead is None else None
        what = lead.problem_type if lead else self.random.choice(ACTS).problem
        conduct = lead.conduct if lead else None
        text = f"{post.body.name}{post.title}{cadre.name}因{what}问题，经审查核实，给予{measure.measure}。"
        self.decisions += 1
        decision = self.decisions
        written = measure.kind in SANCTIONS and decision % FORGOTTEN
        return NewOutcome(
            office_id=post.body.offices[1],
            kind=measure.kind,
            measure=measure.measure,
            form=form,
            person_id=cadre.id,
            org_id=post.body.id,
            lead_id=lead_id,
            finding_id=finding.id if finding else None,
            decided_on=decided,
            document_number=f"云演纪〔{decided.year}〕{decision}号" if written else "",
            announced_on=min(decided + timedelta(days=decision % 28), LAST) if written else None,
            conduct=conduct,
            amount=lead.amount if lead else None,
            text=text,
        )

    def _when(self, cadre: Cadre, lead: NewLead | None) -> tuple[Post, date]:
        if lead is None:
            post = cadre.posts[-1]
            earliest = max(post.start, date(2012, 6, 1))
            return post, earliest + timedelta(days=self.random.randrange(0, max(1, (LAST - earliest).days)))
        post = next(each for each in cadre.posts if each.body.id == lead.org_id and not each.pool)
        return post, min(lead.received_on + timedelta(days=self.random.randrange(40, 400)), LAST)


def record(people: People, persons: int, leads: int, teller: Teller, scope: Scope) -> dict[int, int]:
    """Record leads and one concluded outcome for each of the persons of concern; how many persons by form."""
    random = teller.random
    states = [
        state
        for state, count in zip(LEAD_STATES, apportion(leads, LEAD_STATES.values()), strict=True)
        for _ in range(count)
    ]
    concern = random.sample(people.concern, persons)
    concluded = iter(concern)
    graded = {each.key for each in people.concern}
    others = [each for each in people.leaders if each.key not in graded]
    accused: list[Cadre] = [
        next(concluded, random.choice(others)) if state == "concluded" else random.choice(others) for state in states
    ]
    rows = [teller.lead(cadre, state) for cadre, state in zip(accused, states, strict=True)]
    by_hand = [at for at, row in enumerate(rows) if row.state == "unfounded"][:CLOSED_BY_HAND]
    for at in by_hand:
        rows[at] = teller.lead(accused[at], "received")
    ids = [
        pk for start in range(0, len(rows), BLOCK) for pk in record_leads(rows=rows[start : start + BLOCK], scope=scope)
    ]
    for stored in Lead.objects.filter(pk__in=[ids[at] for at in by_hand]):
        close_unfounded(lead=stored, scope=scope, reason="经核查，反映的问题不属实，予以了结（虚构）。")
    forms = _forms(persons, random)
    of_person = {
        cadre.key: (row, pk) for cadre, row, pk in zip(accused, rows, ids, strict=True) if row.state == "concluded"
    }
    outcomes = []
    for cadre, form in zip(concern, forms, strict=True):
        lead, lead_id = of_person.get(cadre.key, (None, None))
        outcomes.append(teller.outcome(cadre, form, lead, lead_id))
    for start in range(0, len(outcomes), BLOCK):
        record_outcomes(rows=outcomes[start : start + BLOCK], scope=scope)
    return {form: forms.count(form) for form in FORMS}


def _forms(persons: int, random: Random) -> list[int]:
    """One form for each person, in the national proportions, in no order."""
    forms = [form for form, count in zip(FORMS, apportion(persons, FORMS.values()), strict=True) for _ in range(count)]
    random.shuffle(forms)
    return forms
