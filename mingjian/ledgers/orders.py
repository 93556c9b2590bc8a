"""The expressions by which ledgers are ordered and ranges are filtered. A model's index is made of the same ones."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, F, Model, Value, When
from django.db.models.expressions import Func
from django.db.models.fields import DateField
from django.db.models.functions import Coalesce

from mingjian.ledgers.columns import Sort


class Lower(Func):
    """The first day of a range; a range without a beginning, or none, sorts as the day before all others."""

    function = "lower"
    template = "COALESCE(%(function)s(%(expressions)s), '0001-01-01'::date)"
    output_field = DateField()


def ranked(field: str, ranks: Sequence[Any]) -> Case:
    """The place of a stored value among `ranks`; what is not among them comes after."""
    return Case(*(When(**{field: value}, then=Value(at)) for at, value in enumerate(ranks)), default=Value(len(ranks)))


def expression_of(model: type[Model], sort: Sort) -> Any:
    """What a row is placed by in this order."""
    if sort.ranks:
        return ranked(sort.field, sort.ranks)
    if sort.of_range:
        return Lower(sort.field)
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
