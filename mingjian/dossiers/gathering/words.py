"""The words of a stored choice. Django's `get_…_display` flattens and hashes a field's choices on every call."""

from functools import cache
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise


@cache
def _choices(model: type[Model], name: str) -> dict[Any, str | Promise]:
    field: Any = model._meta.get_field(name)
    return dict(field.flatchoices)


def words(row: Model, name: str) -> str:
    """As `row.get_NAME_display()`, in the language in use; empty where nothing is stored."""
    value = getattr(row, name)
    return "" if value is None else str(_choices(type(row), name).get(value, value))
