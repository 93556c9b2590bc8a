"""What every batch of leads or outcomes is checked for: rights, and that what it names is there and in scope."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from mingjian.findings.models import Finding
from mingjian.lib.errors import Invalid
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.may import require_some
from mingjian.people.models import Person
from mingjian.people.reach import paths_of

Conduct = tuple[date | None, date | None] | None


@dataclass(frozen=True, slots=True)
class Known:
    """Ids of what a batch names and the writer may name; for persons, names by id."""

    orgs: frozenset[int]
    findings: frozenset[int]
    persons: Mapping[int, str]


def editable(office_ids: Iterable[int], scope: Scope) -> dict[int, str]:
    """Paths of the offices, over each of which the scope holds EDIT_LEADS."""
    wanted = set(office_ids)
    paths = paths_of(sorted(wanted))
    if wanted - paths.keys():
        raise Invalid(_("An office named for a row does not exist."))
    for path in paths.values():
        scope.require(Right.EDIT_LEADS, path)
    if not paths:
        require_some(scope, Right.EDIT_LEADS)
    return paths


def known(orgs: Collection[int], findings: Collection[int], persons: Collection[int], scope: Scope) -> Known:
    """Which of the bodies and findings are in scope, and which persons are on record: three queries at most.

    A person is named by whoever may write the row; joining has found them, whether this office saw them before or not.
    """
    names = Person.objects.filter(pk__in=persons).values_list("pk", "name") if persons else ()
    return Known(_visible(Organisation, orgs, scope), _visible(Finding, findings, scope), dict(names))


def _visible(model: Any, ids: Collection[int], scope: Scope) -> frozenset[int]:
    if not ids:
        return frozenset()
    return frozenset(model.objects.visible_to(scope).filter(pk__in=ids).values_list("pk", flat=True))


def days(conduct: Conduct) -> DateRange | None:
    """A period of conduct, both days included, as a range; None when neither end is known."""
    if conduct is None or conduct == (None, None):
        return None
    first, last = conduct
    return DateRange(first, last + timedelta(days=1) if last else None)


def backwards(conduct: Conduct) -> bool:
    """Whether a period of conduct ends before it starts."""
    return bool(conduct and conduct[0] and conduct[1] and conduct[1] < conduct[0])
