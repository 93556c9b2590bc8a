"""Where somebody served."""

from mingjian.audit.record import record
from mingjian.offices.scope import Scope
from mingjian.people.models import Person, Tenure
from mingjian.people.questions.served import Served, served_of


def career_of(person: Person, scope: Scope) -> list[Served]:
    """The posts of a person found through the gate, as far as the scope sees them, the first one first.

    Three queries and the record of the read.
    """
    rows = Tenure.objects.visible_to(scope).filter(person=person).select_related("person", "org")
    record("person.read", actor=scope.actor, kind="person", ids=[person.pk])
    return served_of(rows.order_by("during", "pk"), scope)
