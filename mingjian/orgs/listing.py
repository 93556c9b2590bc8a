"""The list of organisations: filters, orders, keyset paging. Four queries, whatever is shown."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t

from mingjian.accounts.wall import ScopedRequest
from mingjian.lib.cursor import BadCursor, decode, encode
from mingjian.offices.models import Division, Level
from mingjian.offices.rights import Right
from mingjian.orgs.kinds import Kind
from mingjian.orgs.models import Organisation
from mingjian.ui.components import Action, Empty, Filter, FilterBar, Option, Pager
from mingjian.ui.tables import Column, Row, Table

PAGE = 50
MOST_COUNTED = 10_000
SORTS = {"name": "sort_key", "code": "code", "level": "level", "kind": "kind"}
KEPT = ("q", "kind", "level", "division", "state", "sort")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, read once."""

    values: dict[str, str]
    field: str
    descending: bool

    @classmethod
    def of(cls, request: ScopedRequest) -> "Asked":
        values = {key: request.GET.get(key, "").strip()[:100] for key in KEPT}
        sort = values["sort"]
        field = SORTS.get(sort.lstrip("-"), "sort_key")
        return cls(values, field, sort.startswith("-"))

    def url(self, request: ScopedRequest, **changes: str) -> str:
        query = request.GET.copy()
        for key in ("after", "before", "last"):
            query.pop(key, None)
        for key, value in changes.items():
            query[key] = value
        return f"{request.path}?{query.urlencode()}"

    @property
    def key(self) -> bytes:
        return settings.CURSOR_KEY + f"organisations.{self.field}.{self.descending}".encode()


def _filtered(request: ScopedRequest, asked: Asked) -> Any:
    rows = Organisation.objects.visible_to(request.scope)
    values = asked.values
    if values["q"]:
        # Old names find the body; the names table is small beside what a search of texts needs.
        rows = rows.filter(Q(name__contains=values["q"]) | Q(pk__in=_named(values["q"])) | Q(code=values["q"]))
    if values["kind"] in Kind.values:
        rows = rows.filter(kind=values["kind"])
    if values["level"].isdecimal():
        rows = rows.filter(level=int(values["level"][:4]))
    if values["division"]:
        path = Division.objects.filter(pk=values["division"]).values_list("path", flat=True).first()
        rows = rows.filter(division__path__within=path) if path else rows.none()
    if values["state"] in ("existing", "ended"):
        rows = rows.filter(existed__endswith__isnull=values["state"] == "existing")
    return rows


def _named(text: str) -> Any:
    return Organisation.names.rel.related_model.objects.filter(name__contains=text).values("organisation_id")


def _page(request: ScopedRequest, rows: Any, asked: Asked) -> tuple[list[Organisation], Pager]:
    """One page by the values of its neighbour's row, forwards or backwards."""
    after, before = _cursor(request, "after", asked), _cursor(request, "before", asked)
    backwards = before is not None or "last" in request.GET
    up = asked.descending != backwards
    cursor = before or after
    if cursor is not None:
        value, pk = cursor
        way = "lt" if up else "gt"
        rows = rows.filter(Q(**{f"{asked.field}__{way}": value}) | Q(**{asked.field: value, f"pk__{way}": pk}))
    sign = "-" if up else ""
    found = list(rows.select_related("division").order_by(f"{sign}{asked.field}", f"{sign}pk")[: PAGE + 1])
    more = len(found) > PAGE
    found = found[:PAGE]
    if backwards:
        found.reverse()
    has_next = more if not backwards else before is not None
    has_previous = more if backwards else after is not None

    def at(name: str, row: Organisation) -> str:
        return asked.url(request, **{name: encode((getattr(row, asked.field), row.pk), asked.key)})

    pager = Pager(
        first_url=asked.url(request) if has_previous else "",
        previous_url=at("before", found[0]) if has_previous and found else "",
        next_url=at("after", found[-1]) if has_next and found else "",
        last_url=asked.url(request, last="1") if has_next else "",
    )
    return found, pager


def _cursor(request: ScopedRequest, name: str, asked: Asked) -> tuple[Any, int] | None:
    text = request.GET.get(name)
    if not text:
        return None
    try:
        value, pk = decode(text, asked.key)
    except (BadCursor, ValueError):
        return None
    return (value, pk) if isinstance(pk, int) else None


def _count(rows: Any) -> str:
    counted = rows.order_by()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED:,}+" if counted > MOST_COUNTED else f"{counted:,}"


def _columns(request: ScopedRequest, asked: Asked) -> list[Column]:
    def column(key: str, words: str) -> Column:
        if key not in SORTS:
            return Column(key, words)
        current = SORTS[key] == asked.field
        turned = current and not asked.descending
        order = ("descending" if asked.descending else "ascending") if current else ""
        return Column(key, words, sort_url=asked.url(request, sort=f"-{key}" if turned else key), sort=order)

    words = (_t("Name"), _t("Code"), _t("Kind"), _t("Level"), _t("Division"), _t("Since"), _t("Ended"))
    keys = ("name", "code", "kind", "level", "division", "since", "until")
    return [column(key, each) for key, each in zip(keys, words, strict=True)]


def _rows(found: list[Organisation]) -> list[Row]:
    return [
        Row(
            str(row.pk),
            [
                row.name,
                row.code,
                str(Kind(row.kind).label),
                str(Level(row.level).label),
                row.division.name if row.division else "",
                row.existed.lower,
                row.existed.upper,
            ],
            url=reverse("organisation", args=[row.pk]),
        )
        for row in found
    ]


def _bar(request: ScopedRequest, asked: Asked) -> FilterBar:
    values = asked.values

    def select(name: str, words: str, choices: Any) -> Filter:
        options = [Option("", _t("all")), *[Option(str(key), each, values[name] == str(key)) for key, each in choices]]
        return Filter("select", name, words, values[name], options=options)

    states = [("existing", _t("existing")), ("ended", _t("ended"))]
    filters = [
        Filter("text", "q", _t("Name, now or before"), values["q"]),
        select("kind", _t("Kind"), Kind.choices),
        select("level", _t("Level"), Level.choices),
        Filter("text", "division", _t("Division code"), values["division"]),
        select("state", _t("Existence"), states),
    ]
    hidden = [("sort", values["sort"])] if values["sort"] else []
    clear = request.path if any(values[key] for key in KEPT if key != "sort") else ""
    return FilterBar(request.path, filters, hidden=hidden, clear_url=clear)


def listing(request: ScopedRequest) -> dict[str, Any]:
    """The context of the list page."""
    asked = Asked.of(request)
    rows = _filtered(request, asked)
    found, pager = _page(request, rows, asked)
    empty = Empty(_t("No organisation matches"), _t("Take a filter off, or look for another name."))
    table = Table(_t("Organisations"), _columns(request, asked), _rows(found), empty=empty)
    actions = []
    if request.scope.has(Right.EDIT_REGISTER):
        actions = [Action(_t("Record an organisation"), reverse("organisation-record"), "plus", "primary")]
    count = _count(rows)
    return {
        "table": table,
        "pager": Pager(pager.first_url, pager.previous_url, pager.next_url, pager.last_url, count),
        "filter_bar": _bar(request, asked),
        "actions": actions,
    }
