"""Collecting static files, when they changed since the last time."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

MARK = ".collected"


def static_mark() -> str:
    """A digest over path, size and time of every static file of the rooms."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def is_collected() -> bool:
    """Whether the collected files are those of the rooms."""
    mark = Path(settings.STATIC_ROOT) / MARK
    return mark.is_file() and mark.read_text(encoding="ascii") == static_mark()


def collect_static() -> None:
    """Collect with hashed names and compressed copies, for a second or two; nothing when nothing changed."""
    if not is_collected():
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        (Path(settings.STATIC_ROOT) / MARK).write_text(static_mark(), encoding="ascii")
