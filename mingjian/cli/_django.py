"""For sub-commands that work with Django: open the database first, because the settings read where it is."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django

from mingjian.runtime.server import Lease, open_server


@contextmanager
def with_django() -> Iterator[Lease]:
    """The database server runs and Django is set up inside; a sub-command imports its models after that."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.settings")
    with open_server() as lease:
        django.setup()
        from django.db import connections  # settings are read on import

        try:
            yield lease
        finally:
            connections.close_all()
