"""What the form pages of the registers share: refusals beside their fields, two versions side by side."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from mingjian.accounts.wall import ScopedRequest
from mingjian.lib.errors import Invalid, Stale

UNPROCESSABLE, CONFLICT = 422, 409


def tell(form: Any, refusal: Invalid) -> None:
    """Put an action's refusal beside its fields, or above the form."""
    for key, sentence in (refusal.fields or {"": refusal.message}).items():
        form.add_error(key if key in form.fields else None, sentence)


def form_page(
    request: ScopedRequest, form: Any, *, title: str, kicker: Any, kicker_url: str, cancel_url: str, **more: Any
) -> HttpResponse:
    """The page of a form; 422 when something in it is wrong, 409 when somebody else saved first."""
    context = {
        "form": form,
        "title": title,
        "kicker": kicker,
        "kicker_url": kicker_url,
        "cancel_url": cancel_url,
        **more,
    }
    status = CONFLICT if "conflict" in more else UNPROCESSABLE if form.errors else 200
    return render(request, "orgs/row_form.html", context, status=status)


def both(form: Any, stored: Mapping[str, Any], stale: Stale) -> dict[str, Any]:
    """Mine stays in the fields, theirs stands beside each that differs; saving again counts against theirs."""
    form.data = form.data.copy()
    form.data["version"] = str(stale.current)
    differing = [
        (field.label, _text(form, name), _plain(stored[name]))
        for name, field in form.fields.items()
        if name in stored and name != "version" and _text(form, name) != _plain(stored[name])
    ]
    return {"conflict": stale.message, "differing": differing}


def _text(form: Any, name: str) -> str:
    """What stands in a field; several choices as one text."""
    values = form.data.getlist(name) if hasattr(form.data, "getlist") else [form.data.get(name, "")]
    return _plain(values[0] if len(values) == 1 else values)


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "、".join(str(each) for each in value)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
