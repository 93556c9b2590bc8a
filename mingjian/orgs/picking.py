"""Choosing a body, an office or a division by what one knows of it: a part of a name, a former name, pinyin, a code.

A picker is a plain text field with suggestions. What it offers ends with the code in brackets, which is how it is
understood again; whoever types a whole name or a code by hand is understood as well.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingjian.ledgers.picks import by_document
from mingjian.offices.models import Division, Office
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.orgs.naming import Bodies

# What was typed → what is offered, each as it would be understood again.
Offer = Callable[[str, Scope], Sequence[str]]
MOST = 12

OFFERS: dict[str, Offer] = {}


def register(kind: str, offer: Offer) -> None:
    """Called from a room's AppConfig.ready: the suggestions of a picker of this kind."""
    OFFERS[kind] = offer


def with_code(name: str, code: object) -> str:
    """How a picker writes a row."""
    return f"{name}（{code}）"


def code_of(text: str) -> str:
    """The code in the last brackets of what a picker wrote; "" without any."""
    closed = text.strip().replace(")", "）").replace("(", "（")
    return closed[closed.rfind("（") + 1 : -1].strip() if closed.endswith("）") and "（" in closed else ""


def offer_bodies(text: str, scope: Scope) -> list[str]:
    """Bodies found by any name they ever bore, by pinyin, or by code."""
    ids = [row_id for row_id, _name in by_document("organisation")(text, scope)]
    rows = {row.pk: row for row in Organisation.objects.visible_to(scope).filter(pk__in=ids).only("name", "code")}
    return [with_code(rows[row_id].name, rows[row_id].code) for row_id in ids if row_id in rows]


def offer_offices(text: str, scope: Scope) -> list[str]:
    """Offices within reach by a part of their name."""
    rows = Office.objects.visible_to(scope).filter(name__icontains=text).order_by("level", "path")
    return [with_code(name, pk) for pk, name in rows.values_list("pk", "name")[:MOST]]


def offer_divisions(text: str, _scope: Scope) -> list[str]:
    """Divisions by name, retired name or the beginning of their code."""
    named = Q(name__icontains=text) | Q(code__startswith=text) | Q(former_names__name__icontains=text)
    rows = Division.objects.filter(named).distinct().order_by("level", "path")
    return [with_code(name, code) for code, name in rows.values_list("code", "name")[:MOST]]


def body_of(text: str, scope: Scope, on: date | None = None) -> Organisation:
    """The visible body that a picker's text means, by the names of a day. Raises ValidationError with a sentence."""
    visible = Organisation.objects.visible_to(scope)
    found: Organisation | None = visible.filter(code=code_of(text)).first() if code_of(text) else None
    if found is None:
        row_id, sentence = Bodies([text.strip()], scope).of(text.strip(), on or scope.on)
        if row_id is None:
            raise forms.ValidationError(sentence)
        found = visible.get(pk=row_id)
    return found


def office_of(text: str, scope: Scope) -> Office:
    """The office within reach that a picker's text means: number in brackets, number, or whole name."""
    known = code_of(text) if code_of(text).isdecimal() else text.strip()
    wanted = Q(name=text.strip())
    if known.isascii() and known.isdecimal() and len(known) < 18:
        wanted |= Q(pk=int(known))
    rows = list(Office.objects.visible_to(scope).filter(wanted)[:2])
    if len(rows) != 1:
        sentence = _("No office within your reach, or more than one, is called “%(text)s”.")
        raise forms.ValidationError(sentence % {"text": text})
    found: Office = rows[0]
    return found


def division_of(text: str) -> Division:
    """The division that a picker's text means: its code, its name, or a name it bore."""
    code = code_of(text) or text.strip()
    found = Division.objects.filter(code=code).first()
    if found is None:
        name = text.strip()
        rows = list(Division.objects.filter(Q(name=name) | Q(former_names__name=name)).distinct()[:2])
        if len(rows) != 1:
            raise forms.ValidationError(_("No division, or more than one, is called “%(text)s”.") % {"text": text})
        found = rows[0]
    return found


class Picker(forms.TextInput):
    """A text field with suggestions fetched while one types; without JavaScript it is a text field."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            attrs={
                "autocomplete": "off",
                "hx-get": reverse_lazy("pick", args=[kind]),
                "hx-trigger": "input changed delay:250ms",
                "hx-swap": "innerHTML",
            }
        )

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The field and the list that its suggestions go into."""
        known = {**(attrs or {})}
        offers = f"{known.get('id', f'id_{name}')}-offers"
        known |= {"list": offers, "hx-target": f"#{offers}"}
        return format_html('{}<datalist id="{}"></datalist>', super().render(name, value, known, renderer), offers)


class _PickField(forms.CharField):
    """What all pickers share: the form sets `scope` before it is cleaned."""

    kind = ""
    scope: Scope

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Part of a name, a former name or the code."))
        super().__init__(max_length=300, widget=Picker(self.kind), **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self.picked(text) if text else None

    def picked(self, text: str) -> Any:
        raise NotImplementedError


class BodyField(_PickField):
    """An organisation in scope."""

    kind = "organisation"

    def picked(self, text: str) -> Organisation:
        return body_of(text, self.scope)


class OfficeField(_PickField):
    """An office within reach."""

    kind = "office"

    def picked(self, text: str) -> Office:
        return office_of(text, self.scope)


class OfficesField(_PickField):
    """Several offices within reach, one a line or separated by commas; gives a list."""

    kind = "office"

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget = forms.Textarea(attrs={"rows": 3})

    def picked(self, text: str) -> list[Office]:
        parts = re.split(r"[\n，,、]", text)
        return [office_of(part, self.scope) for part in parts if part.strip()]


class DivisionField(_PickField):
    """A division of the country."""

    kind = "division"

    def picked(self, text: str) -> Division:
        return division_of(text)


class PickForm(forms.Form):
    """A form with pickers: they look through the scope it is given."""

    def __init__(self, *args: Any, scope: Scope, **options: Any) -> None:
        super().__init__(*args, **options)
        self.scope = scope
        for field in self.fields.values():
            if isinstance(field, _PickField):
                field.scope = scope


def settle(values: dict[str, Any], key: str, scope: Scope, *, by_name: bool = False) -> None:
    """In the values of a form's row, what a picker wrote into `key` becomes the body's code, or its name."""
    code = code_of(str(values.get(key) or ""))
    row = Organisation.objects.visible_to(scope).filter(code=code).first() if code else None
    if row is not None:
        values[key] = row.name if by_name else row.code
