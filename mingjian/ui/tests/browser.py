"""Chromium over the gallery: pages and static files are answered by the test itself, so nothing opens a port."""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from mingjian.ui.security import HEADERS
from mingjian.ui.tests import gallery

ORIGIN = "http://gallery.test"


@contextmanager
def opened(
    browser: Browser, path: str, *, width: int = 1440, scheme: str = "light", script: bool = True
) -> Iterator[Page]:
    """The gallery's page `path`, `width` CSS pixels wide, under the product's own security headers.

    An error in its console, such as a refusal by the content security policy, fails the test.
    """
    troubles: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # A page that is not found is what some tests ask for.
        if message.type == "error" and "Failed to load resource" not in message.text and "404" not in message.text:
            troubles.append(message.text)

    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
        reduced_motion="reduce",
        locale="zh-CN",
    )
    page = context.new_page()
    page.on("console", hear)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.route("**/*", answer)
    try:
        page.goto(ORIGIN + path)
        yield page
    finally:
        context.close()
    assert not troubles, troubles


def answer(route: Route) -> None:
    """Answer one request from the gallery or the static files; anything else is not found."""
    path = urlsplit(route.request.url).path
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        if isinstance(found, str):
            route.fulfill(body=Path(found).read_bytes(), headers={**HEADERS, "Content-Type": kind})
            return
    if path in gallery.PAGES:
        body = gallery.render(path)
        route.fulfill(body=body, headers={**HEADERS, "Content-Type": "text/html; charset=utf-8"})
        return
    route.fulfill(status=404, body="", headers=dict(HEADERS))
