"""Chromium over the gallery: pages and static files are answered by the test itself, so nothing opens a port."""

import mimetypes
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route, sync_playwright

from mingjian.ui.security import HEADERS
from mingjian.ui.tests import gallery

ORIGIN = "http://gallery.test"
PROGRAM = Path("/usr/bin/chromium")
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Debian's Chromium with a folder of its own."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=PROGRAM, args=OPTIONS, env={"HOME": folder, "LANG": "zh_CN.UTF-8"}
        )
        yield browser
        browser.close()


def open_page(browser: Browser, width: int = 1440, scheme: str = "light", script: bool = True) -> Page:
    """A page `width` CSS pixels wide under the product's own security headers."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.route("**/*", answer)
    return page


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
