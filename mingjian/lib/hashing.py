"""Keyed and canonical hashes, and the check digit of resident identity numbers (GB 11643-1999)."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_EIGHTEEN = re.compile(r"[1-9][0-9]{16}[0-9X]")
_FIFTEEN = re.compile(r"[1-9][0-9]{14}")

Part = str | bytes | int | float | Decimal | date | None


def keyed_hash(key: bytes, text: str) -> bytes:
    """HMAC-SHA256 of ``text`` (UTF-8) under ``key``: 32 bytes, the same text always the same hash."""
    return hmac.digest(key, text.encode(), "sha256")


def content_hash(*parts: Part) -> bytes:
    """SHA-256 over typed, length-prefixed parts: 32 bytes; no two different lists of parts read the same.

    ``None`` differs from the empty string, ``1`` from ``"1"``, ``("ab", "c")`` from ``("a", "bc")``;
    decimals count by value, so that ``1.50`` and ``1.5`` are one.
    """
    digest = hashlib.sha256()
    for part in parts:
        kind, body = _canonical(part)
        digest.update(kind + len(body).to_bytes(8, "big") + body)
    return digest.digest()


def _canonical(part: Part) -> tuple[bytes, bytes]:
    if part is None:
        return b"n", b""
    if isinstance(part, str):
        return b"s", part.encode()
    if isinstance(part, bytes):
        return b"b", part
    if isinstance(part, bool):
        return b"t", b"1" if part else b"0"
    if isinstance(part, int):
        return b"i", str(part).encode()
    if isinstance(part, float):
        return b"f", part.hex().encode()
    if isinstance(part, Decimal):
        return b"m", format(part.normalize(), "f").encode()
    return b"d", part.isoformat().encode()


@dataclass(frozen=True, slots=True)
class ChineseId:
    """What a valid resident identity number says: the 18 characters, the birthday and the sex."""

    number: str
    birth: date
    sex: Literal["male", "female"]


def read_chinese_id(number: str) -> ChineseId | None:
    """Read an 18- or (old) 15-digit number; None unless form, birthday and check digit hold.

    A 15-digit number carries a birth year of 1900–1999 and no check digit; it comes back as its 18.
    """
    text = number.strip().upper()
    if _FIFTEEN.fullmatch(text):
        body = f"{text[:6]}19{text[6:]}"
        text = body + check_digit(body)
    if not _EIGHTEEN.fullmatch(text) or text[17] != check_digit(text[:17]):
        return None
    try:
        birth = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return None
    return ChineseId(text, birth, "male" if int(text[16]) % 2 else "female")


def chinese_id_valid(number: str) -> bool:
    """True for a resident identity number of right form, real birthday and right check digit."""
    return read_chinese_id(number) is not None


def check_digit(seventeen: str) -> str:
    """The eighteenth character for seventeen digits (ISO 7064 MOD 11-2)."""
    weighted = sum(int(digit) * weight for digit, weight in zip(seventeen, _WEIGHTS, strict=True))
    return _CHECK_DIGITS[weighted % 11]
