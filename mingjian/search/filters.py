"""Finding what the filters of a query name: kinds, states, divisions, and organisations within the scope."""

from dataclasses import dataclass

from django.db.models import F, Func, Q, Value
from django.db.models.fields import BooleanField

from mingjian.lib.text import normalise, tsquery_for
from mingjian.offices.models import Division, FormerName
from mingjian.offices.scope import Scope
from mingjian.search import errors, kinds
from mingjian.search.errors import BadQuery
from mingjian.search.language import Query, Term
from mingjian.search.models import Document

MOST_NAMED = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a query after everything named in it was found. Within one field any value does."""

    kinds: tuple[str, ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    division_paths: tuple[str, ...] = ()
    org_ids: tuple[int, ...] = ()
    states: tuple[str, ...] = ()


class Asks(Func):
    """`lexemes @@ tsquery`."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()


class Holds(Func):
    """`strpos(column, text) > 0`."""

    template = "(strpos(%(expressions)s) > 0)"
    output_field = BooleanField()


def resolve(query: Query, scope: Scope) -> Filters:
    """Find what the filters name. Raises BadQuery where nothing is called so (an organisation: in this scope)."""
    return Filters(
        kinds=tuple(_kind(value) for value in query.kinds),
        years=query.years,
        division_paths=tuple(path for value in query.divisions for path in _division_paths(value)),
        org_ids=query.organisation_ids
        + tuple(org_id for value in query.organisations for org_id in _org_ids(value, scope)),
        states=tuple(state for value in query.states for state in _states(value)),
    )


def _kind(value: str) -> str:
    code = kinds.named(value)
    if code is None:
        known = "、".join(str(kind.words) for kind in kinds.KINDS.values())
        raise BadQuery("no_kind", errors.NO_KIND, {"value": value, "known": known})
    return code


def _states(value: str) -> list[str]:
    codes = kinds.states_named(value)
    if not codes:
        raise BadQuery("no_state", errors.NO_STATE, {"value": value})
    return codes


def _division_paths(value: str) -> list[str]:
    """By code, by name, or by a retired name; a name that several divisions bear means all of them."""
    retired = FormerName.objects.filter(name=value).values("division_id")
    named = Division.objects.filter(Q(code=value) | Q(name=value) | Q(pk__in=retired))
    paths = [str(path) for path in named.values_list("path", flat=True)[:MOST_NAMED]]
    if not paths:
        raise BadQuery("no_division", errors.NO_DIVISION, {"value": value})
    return paths


def _org_ids(value: str, scope: Scope) -> list[int]:
    """Bodies in the scope whose document is called so; else those whose names hold the words."""
    name = normalise(value)
    found: list[tuple[int, str]] = []
    if Term(name).indexed:
        asked = f"({tsquery_for(name)}) & 'k:organisation'"
        bodies = Document.objects.visible_to(scope).filter(Asks(F("lexemes"), Value(asked)), kind="organisation")
        holding = bodies.filter(Holds(F("text"), Value(name))).order_by("title")
        found = list(holding.values_list("row_id", "title")[:MOST_NAMED])
    if not found:
        raise BadQuery("no_organisation", errors.NO_ORGANISATION, {"value": value})
    return [row_id for row_id, title in found if normalise(title) == name] or [row_id for row_id, _title in found]
