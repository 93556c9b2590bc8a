"""The request of the served desk leaves `scope` to the Scope of its user."""

from io import BytesIO

from mingjian.asgi import Request


def request(scheme: str) -> Request:
    """A bare request as the web server hands it over."""
    return Request({"type": "http", "method": "GET", "path": "/", "scheme": scheme, "headers": []}, BytesIO())


def test_it_has_no_scope_until_the_wall_gives_it_one() -> None:
    assert not hasattr(request("http"), "scope")


def test_it_knows_its_scheme_whatever_the_scope_is() -> None:
    secure = request("https")
    secure.__dict__["scope"] = object()
    assert secure.is_secure()
    assert not request("http").is_secure()
