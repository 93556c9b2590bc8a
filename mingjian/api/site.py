"""The API: its endpoints, and how it refuses."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from mingjian.api import organisations, persons, rounds
from mingjian.api.errors import refused, sentence
from mingjian.lib.errors import Invalid, NotAllowed, Refusal

UNPROCESSABLE, CONFLICT = 422, 409


class Readable(JSONRenderer):
    """Chinese stays Chinese."""

    json_dumps_params: dict[str, Any] = {"ensure_ascii": False}


# No page of documentation: ninja's own loads scripts from elsewhere, which the policy of every page forbids.
api = NinjaAPI(
    title="Mingjian",
    version="1",
    description="The questions people ask of the register, through the same wall and gate as the pages.",
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    renderer=Readable(),
)
api.add_router("", organisations.router)
api.add_router("", persons.router)
api.add_router("", rounds.router)


@api.exception_handler(Refusal)
def _refusal(_request: HttpRequest, error: Refusal) -> HttpResponse:
    if isinstance(error, NotAllowed):
        return refused(403, error.message)
    if isinstance(error, Invalid):
        return refused(UNPROCESSABLE, error.message, error.fields)
    return refused(CONFLICT, error.message)


@api.exception_handler(Http404)
def _not_there(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return refused(404, sentence(404))


@api.exception_handler(ValidationError)
def _not_understood(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    names = [str(each["loc"][-1]) for each in error.errors]
    fields = {name: _("This value is not understood.") for name in names}
    return refused(UNPROCESSABLE, _("Some of what was asked is not understood."), fields)
