"""Other rows by which a ledger is filtered, found by what somebody types: bodies and persons, offices, divisions."""

from collections.abc import Callable

from django.db.models import Q

from mingjian.ledgers.columns import IdFilter, Words
from mingjian.ledgers.contains import documents
from mingjian.offices.gate import visible_ids
from mingjian.offices.models import Division, Office
from mingjian.offices.scope import Scope
from mingjian.search.suggest import suggest

MOST = 12
WEIGHED = 200

Found = list[tuple[int, str]]


def by_document(kind: str) -> Callable[[str, Scope], Found]:
    """Rows of a searchable kind: named so exactly, beginning so (pinyin and initials too), then holding the words."""

    def find(text: str, scope: Scope) -> Found:
        begun = [(each.row_id, each.name) for each in suggest(text, scope, MOST) if each.kind == kind]
        holding, _too_short = documents(kind, text)
        held: Found = []
        if holding is not None:
            held = list(holding.order_by("title", "row_id").values_list("row_id", "title")[:WEIGHED])
        seen = visible_ids(kind, [row_id for row_id, _name in held], scope) if held else set()
        found = dict([*begun, *(each for each in held if each[0] in seen)])
        exact = [(row_id, name) for row_id, name in found.items() if name == text]
        return [*exact, *((row_id, name) for row_id, name in found.items() if name != text)][:MOST]

    return find


def _office_name(row_id: int, scope: Scope) -> str | None:
    found: str | None = Office.objects.visible_to(scope).filter(pk=row_id).values_list("name", flat=True).first()
    return found


def _find_offices(text: str, scope: Scope) -> Found:
    rows = Office.objects.visible_to(scope).filter(name__icontains=text)
    return list(rows.order_by("level", "path").values_list("pk", "name")[:MOST])


def _within_office(row_id: int) -> Q:
    path = Office.objects.filter(pk=row_id).values_list("path", flat=True).first()
    return Q(office_path__within=path) if path else Q(pk__in=())


def office(words: Words, condition: Callable[[int], Q] = _within_office) -> IdFilter:
    """Rows of an office and of all below it, for kinds that one office holds."""
    return IdFilter(
        key="office", field="office_id", words=words, name_of=_office_name, find=_find_offices, condition=condition
    )


def division(words: Words, path_field: str) -> IdFilter:
    """Rows in a division and in all below it; `path_field` leads to the path of a row's division."""

    def name_of(row_id: int, _scope: Scope) -> str | None:
        found: str | None = Division.objects.filter(pk=row_id).values_list("name", flat=True).first()
        return found

    def find(text: str, _scope: Scope) -> Found:
        rows = Division.objects.filter(Q(name__icontains=text) | Q(code=text))
        return [(int(code), name) for code, name in rows.order_by("level", "path").values_list("pk", "name")[:MOST]]

    def condition(row_id: int) -> Q:
        path = Division.objects.filter(pk=row_id).values_list("path", flat=True).first()
        return Q(**{f"{path_field}__within": path}) if path else Q(pk__in=())

    return IdFilter(key="division", field=path_field, words=words, name_of=name_of, find=find, condition=condition)
