"""Columns PostgreSQL has and Django lacks: label paths (ltree), with the lookup the gate stands on."""

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Lookup

# Our labels are digits or `d` + digits; `z` sorts after every one of them, so a subtree is one btree range.
AFTER_EVERY_LABEL = "z"


if TYPE_CHECKING:
    _Text = models.TextField[str, str]
    _Texts = ArrayField[list[str], list[str]]
    _PathLookup = Lookup[str]
    _PathsLookup = Lookup[list[str]]
    _IdsLookup = Lookup[list[int]]
else:
    _Text, _Texts, _PathLookup, _PathsLookup, _IdsLookup = models.TextField, ArrayField, Lookup, Lookup, Lookup


class LtreeField(_Text):
    """A path of immutable ASCII labels, for example `1.17.233`."""

    description = "ltree path"

    def db_type(self, connection: Any) -> str:
        return "ltree"

    def get_internal_type(self) -> str:
        return "LtreeField"


class LtreeArrayField(_Texts):
    """Several paths: a row that offices of several lines of authority hold."""

    def __init__(self, **options: Any) -> None:
        options.pop("base_field", None)
        super().__init__(base_field=LtreeField(), **options)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> list[str] | None:
        """The driver knows no `ltree[]` and hands over its text; labels hold neither commas nor quotes."""
        if isinstance(value, str):
            return value[1:-1].split(",") if len(value) > 2 else []
        paths: list[str] | None = value
        return paths

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("base_field", None)
        return name, path, args, kwargs


@LtreeField.register_lookup
class Within(_PathLookup):
    """`path__within="1.17"`: the path is `1.17` or lies below it.

    Written as a btree range rather than `<@`: an ltree index of two columns then serves filter and order together.
    """

    lookup_name = "within"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        column, params = self.process_lhs(compiler, connection)
        path = str(self.rhs)
        return (
            f"({column} >= %s::ltree AND {column} < %s::ltree)",
            (*params, path, *params, f"{path}.{AFTER_EVERY_LABEL}"),
        )


@LtreeArrayField.register_lookup
class AnyWithin(_PathsLookup):
    """`paths__any_within="1.17"`: at least one of the paths is `1.17` or lies below it (GiST)."""

    lookup_name = "any_within"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} <@ %s::ltree", (*params, str(self.rhs))


@models.ForeignKey.register_lookup
@models.BigIntegerField.register_lookup
@models.BigAutoField.register_lookup
class Among(_IdsLookup):
    """`org_id__among=ids`: as `in`, but the ids travel as one array; Django's own compiles an expression for each."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", (*params, list(self.rhs))


@ArrayField.register_lookup
class Meets(_IdsLookup):
    """`about_orgs__meets=ids`: as `overlap` on an array of ids, with the ids as one array."""

    lookup_name = "meets"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} && %s::bigint[]", (*params, list(self.rhs))
