"""The expressions by which ledgers are ordered and ranges are filtered. A model's index is made of the same ones."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Case, F, Model, Value, When
from django.db.models.expressions import Func
from django.db.models.fields import DateField
from django.db.models.functions import Coalesce

from mingjian.ledgers.columns import Sort


def beginning(field: str) -> Coalesce:
    """The first day of a range; one without a beginning, or none at all, comes before all others."""
    return Coalesce(Func(F(field), function="lower", output_field=DateField()), Value(date(1, 1, 1)))


def ranked(field: str, ranks: Sequence[Any]) -> Case:
    """The place of a stored value among `ranks`; what is not among them comes after."""
    return Case(*(When(**{field: value}, then=Value(at)) for at, value in enumerate(ranks)), default=Value(len(ranks)))


def expression_of(model: type[Model], sort: Sort) -> Any:
    """What a row is placed by in this order."""
    if sort.ranks:
        return ranked(sort.field, sort.ranks)
    if sort.of_range:
        return beginning(sort.field)
    if sort.empty is not None:
        return Coalesce(sort.field, Value(field_of(model, sort.field).to_python(sort.empty)))
    return F(sort.field)


def field_of(model: type[Model], path: str) -> Any:
    """The field at the end of a path over relations."""
    found: Any = None
    for name in path.split("__"):
        found = model._meta.get_field(name)
        model = found.related_model or model
    return found
