"""What is refused under `/api/` is said as JSON, in the language of whoever asked."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

PREFIX = "/api/"
UNAUTHORISED = 401


def sentence(status: int) -> str:
    """Why, for what never reached an endpoint."""
    return {
        UNAUTHORISED: _("Sign in first."),
        403: _("Your account does not hold the right to ask this."),
        404: _("There is nothing at this address, or it is out of your scope."),
        405: _("This can only be read."),
    }.get(status, _("This could not be answered."))


def refused(status: int, detail: str, fields: dict[str, str] | None = None) -> JsonResponse:
    """The one shape of every refusal: a sentence, and the values that are not understood."""
    return JsonResponse(
        {"detail": detail, "fields": fields or {}}, status=status, json_dumps_params={"ensure_ascii": False}
    )


class AsJson:
    """Middleware outside the wall: a redirect to the sign-in page becomes 401, a page of refusal its sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if not request.path_info.startswith(PREFIX):
            return answer
        if answer.status_code in (301, 302):
            return refused(UNAUTHORISED, sentence(UNAUTHORISED))
        if answer.status_code >= 400 and not answer.headers.get("Content-Type", "").startswith("application/json"):
            return refused(answer.status_code, sentence(answer.status_code))
        return answer
