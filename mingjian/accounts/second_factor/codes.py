"""One-time codes and recovery codes: made, sealed, hashed and compared. Nothing here asks the database.

RFC 6238 with what every authenticator app reads: SHA-1, six digits, steps of 30 seconds.
"""

import secrets
from hmac import compare_digest

import pyotp
import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from nacl.secret import Aead

from mingjian.lib.hashing import keyed_hash

STEP_SECONDS = 30
# A phone's clock may be one step off either way (RFC 6238, 5.2).
STEPS_OFF = (0, -1, 1)
ISSUER = "Mingjian"
RECOVERY_CODES = 10
# Base32 without what is mistaken for another letter; twelve of them are 58 bits.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
GROUPS, GROUP = 3, 4


def new_secret() -> str:
    """A secret of 160 random bits in base32."""
    return pyotp.random_base32()


def seal(secret: str, user_id: int) -> bytes:
    """Encrypt a secret to the key outside the database, bound to its user: in another's row it does not open."""
    return Aead(settings.FACTOR_KEY).encrypt(secret.encode(), aad=str(user_id).encode())


def unseal(sealed: bytes | memoryview, user_id: int) -> str:
    """The secret that `seal` took; raises nacl.exceptions.CryptoError under another key or for another user."""
    return Aead(settings.FACTOR_KEY).decrypt(bytes(sealed), aad=str(user_id).encode()).decode()


def step_of(secret: str, code: str, at: float) -> int | None:
    """The step (Unix time over 30 seconds) whose code this is, within one step of `at`; None for a wrong code."""
    now = int(at) // STEP_SECONDS
    given = "".join(code.split())
    totp = pyotp.TOTP(secret)
    for off in STEPS_OFF:
        if compare_digest(totp.generate_otp(now + off).encode(), given.encode()):
            return now + off
    return None


def address(secret: str, username: str) -> str:
    """The `otpauth:` address that an app reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


def picture(text: str, title: str) -> SafeString:
    """A QR code as inline SVG, dark on light in every colour scheme: cameras want it so."""
    drawn = segno.make(text, error="m").svg_inline(scale=5, dark="#000", light="#fff", title=title, svgclass="qr-code")
    return mark_safe(drawn)  # noqa: S308  # drawn here; segno escapes the title


def new_recovery_codes() -> list[str]:
    """Ten codes such as `k7mw-p3xa-9fht`."""
    return [grouped_secret(GROUPS) for _turn in range(RECOVERY_CODES)]


def grouped_secret(groups: int) -> str:
    """Groups of four random letters and digits that can be read out and typed."""
    return "-".join("".join(secrets.choice(ALPHABET) for _turn in range(GROUP)) for _group in range(groups))


def recovery_hash(code: str, user_id: int) -> bytes:
    """The stored form of a recovery code: keyed, so that the table alone does not let codes be tried."""
    plain = "".join(character for character in code.lower() if character.isalnum())
    return keyed_hash(keyed_hash(settings.FACTOR_KEY, "recovery code"), f"{user_id}:{plain}")
