"""The secrets of one installation: made once, kept in the home's `keys` folder with mode 0600."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from nacl.public import PrivateKey
from nacl.signing import SigningKey

from mingjian.runtime.problems import RuntimeProblem


@dataclass(frozen=True, repr=False)
class Keys:
    """All secrets as text. Passwords are URL-safe; keys are hexadecimal (32 bytes each)."""

    bootstrap_password: str
    owner_password: str
    desk_password: str
    portal_password: str
    django_secret_key: str
    identity_hash_key: str
    factor_key: str
    cursor_key: str
    file_key: str
    audit_private_key: str
    audit_public_key: str
    audit_seal_key: str
    audit_verify_key: str


def _fresh() -> Keys:
    audit, signing = PrivateKey.generate(), SigningKey.generate()
    return Keys(
        bootstrap_password=secrets.token_urlsafe(24),
        owner_password=secrets.token_urlsafe(24),
        desk_password=secrets.token_urlsafe(24),
        portal_password=secrets.token_urlsafe(24),
        django_secret_key=secrets.token_urlsafe(48),
        identity_hash_key=secrets.token_hex(32),
        factor_key=secrets.token_hex(32),
        cursor_key=secrets.token_hex(32),
        file_key=secrets.token_hex(32),
        audit_private_key=bytes(audit).hex(),
        audit_public_key=bytes(audit.public_key).hex(),
        audit_seal_key=bytes(signing).hex(),
        audit_verify_key=bytes(signing.verify_key).hex(),
    )


PAIRS = (("audit_private_key", "audit_public_key"), ("audit_seal_key", "audit_verify_key"))


def load_keys(folder: Path) -> Keys:
    """Read the keys, making those that do not exist yet. Several processes may call this at once.

    A half of a pair is never made anew: what the lost half protected could not be opened any more.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(folder):
        found = {field.name: _read(folder / field.name) for field in fields(Keys)}
        for private, public in PAIRS:
            if (found[private] is None) != (found[public] is None):
                raise RuntimeProblem(
                    f"One of the two key files {private} and {public} in {folder} is missing. "
                    "Bring it back from your copy of the keys folder."
                )
        if any(value is None for value in found.values()):
            fresh = _fresh()
            for name, value in found.items():
                if value is None:
                    found[name] = getattr(fresh, name)
                    _write(folder / name, found[name] or "")
    return Keys(**{name: value or "" for name, value in found.items()})


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _read(path: Path) -> str | None:
    try:
        value = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RuntimeProblem(f"The key file {path} cannot be read: {error.strerror}.") from None
    if not value:
        raise RuntimeProblem(f"The key file {path} is empty. Bring it back from your copy of the keys folder.")
    return value


def _write(path: Path, value: str) -> None:
    """Write beside and rename, so that a crash never leaves half a key."""
    beside = path.with_name(path.name + ".new")
    descriptor = os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(value + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.rename(path)
