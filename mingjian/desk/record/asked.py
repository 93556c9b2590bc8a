"""What somebody looks for in the record, as the address says it, and who they may read about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from mingjian.accounts.querysets import ids_named
from mingjian.audit.queries import Asked, Place, read_verbs
from mingjian.audit.verbs import VERBS
from mingjian.lib.cursor import BadCursor, decode, encode
from mingjian.ui.components import Filter, FilterBar, Option

FIELDS = ("user", "for", "verb", "kind", "row", "since", "until", "reads")
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Typed:
    """The filters as typed, and what the record is asked."""

    words: Mapping[str, str]
    asked: Asked

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> Self:
        """Read the filters; what cannot be understood finds nothing rather than everything."""
        words = {name: str(sent.get(name, "")).strip()[:LONGEST] for name in FIELDS}
        return cls(words, replace(_asked(words), before=place(str(sent.get("before", "")))))

    @property
    def any(self) -> bool:
        """Something is looked for."""
        return any(self.words.values())


def _asked(words: Mapping[str, str]) -> Asked:
    since, until = moment(words["since"]), moment(words["until"], after=True)
    verbs: Sequence[str] | None = [words["verb"]] if words["verb"] else None
    if verbs is None and words["reads"]:
        verbs = read_verbs()
    return Asked(
        user_ids=ids_named(words["user"]) if words["user"] else None,
        for_ids=ids_named(words["for"]) if words["for"] else None,
        verbs=verbs,
        kind=words["kind"],
        rows=rows_named(words["kind"], words["row"]) if words["row"] else None,
        since=since,
        until=until,
    )


def moment(text: str, *, after: bool = False) -> datetime | None:
    """Midnight at the beginning of a day, or with `after` at its end; None for what is no day."""
    try:
        day: date | None = parse_date(text)
    except ValueError:
        return None
    if day is None or not 1970 < day.year < 9000:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=1) if after else day, time.min))


def rows_named(kind: str, text: str) -> list[int]:
    """Row numbers that the text means: the row's own number in the system, or the office's number of such a row."""
    found = [int(text)] if text.isdecimal() and len(text) < 19 else []
    model = models_by_kind().get(kind)
    if model is not None and any(field.name == "number" for field in model._meta.fields):
        field = model._meta.get_field("number")
        if field.get_internal_type() == "TextField":
            found += list(model._default_manager.filter(number=text).values_list("pk", flat=True)[:LONGEST])
    return found


def models_by_kind() -> dict[str, type[Model]]:
    """The product's models by the name that the record keeps."""
    return {str(each._meta.model_name): each for each in apps.get_models() if each.__module__.startswith("mingjian.")}


def kind_words() -> dict[str, Any]:
    """The words of every kind of row."""
    return {"audit": _("Record"), **{kind: model._meta.verbose_name for kind, model in models_by_kind().items()}}


def _key() -> bytes:
    return bytes(settings.CURSOR_KEY) + b"desk.record"


def place(text: str) -> Place | None:
    """The place that a page's address names; None for the first page and for what was not offered."""
    try:
        at, number = decode(text, _key()) if text else (None, None)
    except (BadCursor, ValueError):
        return None
    return Place(at, number) if isinstance(at, datetime) and isinstance(number, int) else None


def placed(where: Place) -> str:
    """A place as it stands in an address."""
    return encode([where.at, where.id], _key())


def filter_bar(path: str, typed: Typed) -> FilterBar:
    """User, for whom, verb, kind and number of the record, time, reads alone."""
    words = typed.words
    every = sorted(VERBS.values(), key=lambda verb: str(verb.words))
    kinds = sorted(kind_words().items(), key=lambda pair: str(pair[1]))
    filters = [
        Filter("text", "user", _("Sign-in name"), words["user"]),
        Filter(
            "select",
            "verb",
            _("Deed"),
            words["verb"],
            options=[Option(verb.code, verb.words, verb.code == words["verb"]) for verb in every],
        ),
        Filter(
            "select",
            "kind",
            _("Kind"),
            words["kind"],
            options=[Option(code, label, code == words["kind"]) for code, label in kinds],
        ),
        Filter("text", "row", _("Number"), words["row"], placeholder=_("of the row, or the office's own")),
        Filter("date", "since", _("From the day"), words["since"]),
        Filter("date", "until", _("Up to the day"), words["until"]),
        Filter("check", "reads", _("Reads alone"), words["reads"]),
        Filter("text", "for", _("Done for"), words["for"], placeholder=_("sign-in name"), more=True),
    ]
    return FilterBar(path, filters, clear_url=path if typed.any else "")
