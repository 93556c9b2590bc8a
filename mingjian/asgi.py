"""The staff process as an ASGI application."""

import os
from typing import IO, Any

import django
from django.core.handlers.asgi import ASGIHandler, ASGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.settings")


class Request(ASGIRequest):
    """A request whose `scope` is free for the Scope of its user.

    Django keeps the web server's own dictionary under that name. Views, the frame of the pages and Django itself
    (which asks it for http or https) would each take the one for the other.
    """

    def __init__(self, scope: dict[str, Any], body_file: IO[bytes]) -> None:
        super().__init__(scope, body_file)
        self.server_scheme: str | None = scope.get("scheme")
        del self.scope

    def _get_scheme(self) -> str:
        return self.server_scheme or "http"


class Handler(ASGIHandler):
    """Django's handler with our request."""

    request_class = Request


django.setup(set_prefix=False)
application = Handler()
