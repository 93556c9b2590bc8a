"""The dossier as a whole."""

from datetime import date

from mingjian.dossiers.gathering.body import body_of, classes, inspections, recurring
from mingjian.dossiers.gathering.careers import careers, clarified, elsewhere, naming, post_of
from mingjian.dossiers.gathering.lines import finding_line, findings_of, lead_line, leads_of
from mingjian.dossiers.gathering.question import Question, years_before
from mingjian.dossiers.gathering.reading import leaders, matters, people
from mingjian.dossiers.namesakes import with_namesakes
from mingjian.dossiers.value import Dossier
from mingjian.offices.scope import Depth, Scope
from mingjian.orgs.models import Organisation
from mingjian.orgs.succession import lineage
from mingjian.orgs.tree import units_below

LOOKBACK = 10


def ask(org: Organisation, entry: date, scope: Scope, lookback: int = LOOKBACK) -> Question:
    """Settle what belongs to the body on the day of entry: its predecessors and its units. Two queries."""
    bodies = lineage([org.pk], entry).get(org.pk, frozenset({org.pk}))
    units = units_below(org.pk, entry) - bodies
    return Question(org.pk, bodies, units, entry, years_before(entry, lookback), scope)


def gather(org: Organisation, entry: date, scope: Scope, lookback: int = LOOKBACK) -> Dossier:
    """Everything the scope may read about `org` before entering it on `entry` (design, "The dossier, exactly").

    `org` has come through the gate with `superior` selected. Each line is no deeper than its holder allows.
    """
    question = ask(org, entry, scope, lookback)
    own = findings_of(question.own, entry, scope)
    at_body = [row for row in own if row.org_id in question.bodies]
    came_back = recurring(at_body)
    finding_lines = [finding_line(row, scope, came_back.get(row.pk, False)) for row in own]
    lead_lines = [lead_line(row, scope) for row in leads_of(question.own, entry, scope)]
    gathered = careers(question)
    entries = people(question, gathered, [*elsewhere(question, gathered), *naming(question, gathered)])
    clarified(question, entries)
    body = body_of(question, org)
    body.inspections = inspections(question)
    classed = {line.id for line in finding_lines if line.depth > Depth.EXISTENCE}
    body.classes = classes([row for row in at_body if row.pk in classed], came_back)
    body.leaders = [(pk, name, post_of(row, question)) for pk, name, row in leaders(gathered, question)]
    return Dossier(
        entry=entry,
        lookback=lookback,
        body=body,
        findings=finding_lines,
        concerns=lead_lines,
        people=with_namesakes(entries, scope),
        matters=matters(question, [*finding_lines, *lead_lines]),
        people_in_all=len(entries),
    )
