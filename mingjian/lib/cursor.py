"""Keyset cursors: the sort values of the last row shown, typed, signed and safe in a URL.

A cursor is signed, so that nobody can ask for a page the list did not offer; it is not secret. Put
into the key what must not be mixed (the view, the sort order): ``key + b"findings.by_date"``.
"""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

Value = str | int | float | bool | date | datetime | Decimal | None

_SIGNATURE_BYTES = 16


class BadCursor(ValueError):
    """The text is not a cursor that was signed with this key; show the first page instead."""


def encode(values: Sequence[Value], key: bytes) -> str:
    """Sign ``values`` with ``key``: a URL-safe text without padding."""
    body = json.dumps([_tagged(value) for value in values], ensure_ascii=False, separators=(",", ":")).encode()
    return urlsafe_b64encode(_signature(body, key) + body).decode().rstrip("=")


def decode(text: str, key: bytes) -> tuple[Value, ...]:
    """The values given to :func:`encode`, with their types. Raises :class:`BadCursor` for anything else."""
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError as error:
        raise BadCursor("This is not a cursor.") from error
    signature, body = raw[:_SIGNATURE_BYTES], raw[_SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _signature(body, key)):
        raise BadCursor("The cursor was not signed with this key.")
    return tuple(_untagged(tag, written) for tag, written in json.loads(body))


def _signature(body: bytes, key: bytes) -> bytes:
    return hmac.digest(key, b"cursor:" + body, "sha256")[:_SIGNATURE_BYTES]


def _tagged(value: Value) -> tuple[str, str | int | bool | None]:
    if value is None or isinstance(value, bool):
        return "v", value
    if isinstance(value, str):
        return "s", value
    if isinstance(value, int):
        return "i", str(value)
    if isinstance(value, float):
        return "f", value.hex()
    if isinstance(value, Decimal):
        return "n", str(value)
    if isinstance(value, datetime):
        return "t", value.isoformat()
    return "d", value.isoformat()


def _untagged(tag: str, written: str | bool | None) -> Value:
    if isinstance(written, bool) or written is None:
        return written
    match tag:
        case "i":
            return int(written)
        case "f":
            return float.fromhex(written)
        case "n":
            return Decimal(written)
        case "t":
            return datetime.fromisoformat(written)
        case "d":
            return date.fromisoformat(written)
        case _:
            return written
