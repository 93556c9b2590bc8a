"""What the story's inspections found, and two leads on the president: the words are in `data/story.toml`."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from mingjian.demo.inspections import Visit
from mingjian.demo.places import ROOT, Places
from mingjian.demo.story import BANK, UNIVERSITY, Story
from mingjian.demo.tables import table
from mingjian.findings.actions import NewFinding, record_findings
from mingjian.findings.classes import Severity
from mingjian.leads.actions import NewLead, record_leads
from mingjian.offices.scope import Scope

# The inspection → the state its findings are in: the bank's are still unresolved.
STATES = {"bank": "rectifying", "university": "done", "college": "closed_out"}
_TABLE = table("story")
FINDINGS = sum(len(_TABLE[key]) for key in STATES)
LINES = sum(len(row["lines"]) for key in STATES for row in _TABLE[key])
AT_THE_BANK = len(_TABLE["bank"])
LEADS = len(_TABLE["leads"])


def record(story: Story, places: Places, scope: Scope) -> None:
    """Record the findings at the bank, the university and the college, and the leads on the president."""
    rows = [_finding(number, row, key, story) for key in STATES for number, row in enumerate(_TABLE[key], start=1)]
    ids = record_findings(rows=rows, scope=scope)
    record_leads(rows=[_lead(row, story, ids[0], places) for row in _TABLE["leads"]], scope=scope)


def _finding(number: int, row: dict[str, Any], key: str, story: Story) -> NewFinding:
    visit: Visit = story.visits[key]
    at_bank, amount = key == "bank", row.get("amount")
    return NewFinding(
        number=f"{visit.body.code.removeprefix('S-')}-{visit.wave.start.year}-{number:02}",
        org_id=visit.body.id,
        office_id=visit.wave.office,
        target_id=visit.id,
        finding_class=row["subclass"].split(".")[0],
        subclass=row["subclass"],
        severity=Severity.MAJOR if at_bank else Severity.CONSIDERABLE,
        description=row["description"],
        manifestations=row["lines"],
        found_on=visit.wave.end - timedelta(days=2),
        person_ids=[story.president.id] if row["names_him"] else [],
        amount=Decimal(amount) if amount else None,
        conduct=(row["first"], row["last"] + timedelta(days=1)),
        discipline="integrity" if amount else "political",
        areas=["金融" if at_bank else "教育"],
        evidence=_TABLE["evidence"],
        basis=_TABLE["basis"],
        suggestion=_TABLE["suggestion"],
        responsible=visit.body.head,
        referred=row["names_him"],
        feedback_on=visit.feedback,
        due_on=visit.feedback + timedelta(days=180) if visit.feedback else None,
        state=STATES[key],
    )


def _lead(row: dict[str, Any], story: Story, finding_id: int, places: Places) -> NewLead:
    body = story.bodies[BANK if row["at"] == "bank" else UNIVERSITY]
    conduct: tuple[date, date] = (row["first"], row["last"])
    return NewLead(
        number=row["number"],
        office_id=places.discipline[ROOT],
        source=row["source"],
        received_on=row["received_on"],
        org_id=body.id,
        finding_id=finding_id if row["source"] == "inspection" else None,
        summary=row["summary"],
        problem_type=row["problem_type"],
        conduct=conduct,
        amount=Decimal(row["amount"]) if "amount" in row else None,
        disposal=row.get("disposal", ""),
        state=row["state"],
        person_ids=[story.president.id],
        posts=[row["post"]],
    )
