"""Rows that pages are looked at with: the story's own where it has one, else the latest of their kind."""

from typing import Any

from django.apps import apps
from django.db.models import Model

from mingjian.accounts.actions import NewConflict, declare_conflict
from mingjian.accounts.models import Exclusion, User
from mingjian.accounts.scopes import build
from mingjian.demo import story
from mingjian.findings.ledger import FINDINGS
from mingjian.findings.models import Finding
from mingjian.findings.tests.sheets import row, workbook
from mingjian.flow.deadlines import NAMES
from mingjian.leads.models import Lead, Outcome
from mingjian.ledgers.actions import receive
from mingjian.ledgers.editing.actions import edit_many
from mingjian.ledgers.work import read_batch
from mingjian.lib.dates import PartialDate
from mingjian.orgs.models import Organisation
from mingjian.people.actions import NewPerson, judge, record_persons
from mingjian.people.joining import AsWritten, meet
from mingjian.people.models import Judgement, Mention, Person, Tenure
from mingjian.people.posts import post_key
from mingjian.quality.models import Fault
from mingjian.rounds.actions.pool import record_members
from mingjian.rounds.models import Target
from mingjian.rounds.pool_rows import NewPoolMember
from tests.harness.desk import Desk

LATEST = 3
# The step that an address names, where one address serves several.
VERBS = {"organisation": "rename", "lead": "hold", "office": "rename"}
Example = dict[str, object]


def examples(desk: Desk) -> dict[str, list[Example]]:
    """Kind, as the names of addresses begin, → examples of what its addresses hold."""
    with desk.database.django():
        found = {kind: [_example(each) for each in rows] for kind, rows in _latest().items()}
        found |= {kind: [_example(pk)] for kind, pk in _of_the_story().items()}
        found["batch"] = [_example(_a_batch())]
        found["bulk"] = [_example(_a_bulk_edit())]
        found["conflict"] = [_example(_a_conflict())]
        found["pool"] = [_example(_a_pool_member())]
        someone = User.objects.get(username="shengwenshu")
        found |= {kind: [_example(someone)] for kind in ("hand", "holder", "sign")}
        found["ledger"] = [{"code": FINDINGS.code}]
        found["office"] = [_example(User.objects.select_related("office").get(username="sheng").office)]
        found["tenure-record"] = found["person"]
        found["post"] = [_a_post()]
        found["person-compare"], found["judgement"] = _a_pair()
        found["team-record"] = found["target-record"] = found["round"]
        found["quality"] = [{"code": fault.rule, "pk": fault.row_id} for fault in Fault.objects.order_by("pk")[:LATEST]]
        found["deadline"] = [{"code": code} for code in NAMES]
        for kind, verb in VERBS.items():
            for each in found[kind]:
                each["verb"] = verb
        return found


def _example(row: Any) -> Example:
    """Every value that an address may want; `code` only where the row has one."""
    pk = row.pk if isinstance(row, Model) else row
    return {"pk": pk, "code": getattr(row, "code", "")}


def _latest() -> dict[str, list[Model]]:
    """Of each kind of row in the product, by the model's name, the last three."""
    models = [model for model in apps.get_models() if model.__module__.startswith("mingjian.")]
    return {str(each._meta.model_name): list(each._default_manager.order_by("-pk")[:LATEST]) for each in models}


def _of_the_story() -> dict[str, int]:
    """The university, its president, what was found at the bank, the lead on him, the target to come."""
    university = Organisation.objects.get(code=story.UNIVERSITY).pk
    president = Person.objects.filter(name=story.PRESIDENT, tenures__org=university).get()
    target = Target.objects.select_related("team").get(org=university, on_site__startswith=story.ENTRY[0])
    return {
        "organisation": university,
        "dossier": university,
        "person": president.pk,
        "finding": Finding.objects.filter(org__code=story.BANK).order_by("pk").values_list("pk", flat=True)[0],
        "lead": Lead.objects.filter(accused__person=president).order_by("pk").values_list("pk", flat=True)[0],
        "outcome": Outcome.objects.order_by("pk").values_list("pk", flat=True)[0],
        "target": target.pk,
        "focus": target.pk,
        "round": target.team.round_id,
    }


def _a_post() -> Example:
    """The post that the president holds at the university."""
    tenure = Tenure.objects.get(person__name=story.PRESIDENT, org__code=story.UNIVERSITY)
    return {"pk": tenure.org_id, "key": post_key(tenure.post)}


def _a_pair() -> tuple[list[Example], list[Example]]:
    """A clerk's person beside a namesake, and the judgement that a join by rule made of another."""
    clerk = User.objects.get(username="shengwenshu")
    row = [NewPerson(key, "欧阳镜澄", born=PartialDate(1965), office_ids=[clerk.office_id]) for key in "ab"]
    ids = record_persons(rows=row, scope=build(clerk))
    [met] = meet([AsWritten("欧阳镜澄")], office_id=clerk.office_id, scope=build(clerk), kind="person")
    home = Mention.objects.get(home_id=ids["b"])
    judge(pair=(home.pk, met.mention_id), verdict="same", reason="同一份任免表", scope=build(clerk))
    made = Judgement.objects.get(other_id=met.mention_id, rule="")
    return [{"pk": ids["a"], "other": ids["b"]}], [_example(made)]


def _a_conflict() -> int:
    """One that a clerk of the province declares."""
    clerk = User.objects.select_related("office").get(username="shengwenshu")
    press = Organisation.objects.get(code=story.PRESS)
    conflict = NewConflict(kind=Exclusion.Kind.KINSHIP, reason="近亲属任职", since=story.ENTRY[0], org_id=press.pk)
    return int(declare_conflict(user=clerk, conflict=conflict, scope=build(clerk)).pk)


def _a_pool_member() -> int:
    """A place in the province's pool for one of the university."""
    keeper = User.objects.get(username="shengwenshu")
    person = Person.objects.filter(tenures__org__code=story.UNIVERSITY).exclude(name=story.PRESIDENT).first()
    assert person is not None
    row = NewPoolMember(office_id=keeper.office_id, joined_on=story.ENTRY[0], person_id=person.pk)
    return record_members(rows=[row], scope=build(keeper))[0]


def _a_bulk_edit() -> int:
    """Two findings of the province get somebody responsible."""
    clerk = User.objects.get(username="shengwenshu")
    scope = build(clerk)
    held = Finding.objects.visible_to(scope).filter(office=clerk.office_id).order_by("pk")
    versions = dict(held.values_list("pk", "version")[:2])
    column = next(each for each in FINDINGS.columns if each.key == "responsible")
    made = edit_many(ledger=FINDINGS, versions=versions, column=column, value="整改办", reason="补登", scope=scope)
    return int(made.pk)


def _a_batch() -> int:
    """A sheet of county A with a good row, and one that is rejected."""
    clerk = User.objects.select_related("office").get(username="xian-a")
    scope = build(clerk)
    body = Organisation.objects.filter(office_paths__contains=[str(clerk.office.path)]).order_by("pk")[3]
    content = workbook(row(被巡察单位=body.name), row(问题编号="底稿2", 被巡察单位="没有这个单位"))
    batch = receive(ledger=FINDINGS, office_id=clerk.office_id, file_name="台账.xlsx", content=content, scope=scope)
    return int(read_batch(batch.pk, scope).pk)
