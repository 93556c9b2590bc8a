"""Two plain answers for whoever watches the process: it lives; it can work."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mingjian.accounts.wall import public
from mingjian.desk.health.migrations_missing import unapplied_migrations

TEXT = "text/plain; charset=utf-8"


@public
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; touches nothing else."""
    return HttpResponse("alive\n", content_type=TEXT)


@public
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database is reached and has every migration; else 503 and the reason in one word."""
    try:
        unapplied = unapplied_migrations()
    except DatabaseError:
        return HttpResponse("database\n", content_type=TEXT, status=503)
    if unapplied:
        return HttpResponse("migrations\n", content_type=TEXT, status=503)
    return HttpResponse("ready\n", content_type=TEXT)
