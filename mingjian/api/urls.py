"""Addresses of the API; each endpoint stands behind the wall with the right that its page takes."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from mingjian.accounts.wall import ScopedRequest, needs, signed_in
from mingjian.api.site import api
from mingjian.offices.rights import Right

FINDINGS = {"api-round-leaders-where"}


@signed_in
@require_GET
def openapi(request: ScopedRequest) -> HttpResponse:
    """What can be asked and what is given, as OpenAPI."""
    schema = api.get_openapi_schema(path_prefix=request.path.removesuffix("openapi.json"))
    return JsonResponse(schema, json_dumps_params={"ensure_ascii": False})


def _behind_the_wall(name: str, endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """The endpoint as a view of ours, which declares to the wall what it takes."""

    @needs(Right.READ_FINDINGS if name in FINDINGS else Right.READ_REGISTER)
    def view(request: HttpRequest, *args: Any, **values: Any) -> Any:
        return endpoint(request, *args, **values)

    return view


urlpatterns = [
    path("openapi.json", openapi, name="api-openapi"),
    *[
        URLPattern(each.pattern, _behind_the_wall(str(each.name), each.callback), name=each.name)
        for each in api.urls[0]
        if isinstance(each, URLPattern) and each.name != "api-root"
    ],
]
