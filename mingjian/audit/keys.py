"""The audit keys: words are encrypted to a public key, seals are signed with a private one, both kept in files."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey


@cache
def _box(public_key: bytes) -> SealedBox[PublicKey]:
    return SealedBox(PublicKey(public_key))


def seal_text(text: str) -> bytes:
    """Encrypt `text` so that only the holder of the audit private key reads it (libsodium sealed box)."""
    return _box(settings.AUDIT_PUBLIC_KEY).encrypt(text.encode())


def open_text(sealed: bytes, private_key: bytes) -> str:
    """Decrypt what `seal_text` made; raises nacl.exceptions.CryptoError under another key."""
    return SealedBox(PrivateKey(private_key)).decrypt(bytes(sealed)).decode()


def sign(digest: bytes) -> bytes:
    """Ed25519 signature (64 bytes) over a seal's digest, by the sealing key of this installation."""
    return SigningKey(settings.AUDIT_SEAL_KEY).sign(digest).signature


def verify_key() -> VerifyKey:
    """The public half of the sealing key."""
    return SigningKey(settings.AUDIT_SEAL_KEY).verify_key
