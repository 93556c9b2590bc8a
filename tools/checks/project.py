"""Setting Django up once for the checks which look at the running project rather than at its text."""

from __future__ import annotations

import os
from threading import Lock

import django
from django.apps import apps

_one_at_a_time = Lock()


def set_up() -> None:
    """Load the project's apps. No server is started and no database is asked."""
    with _one_at_a_time:
        if not apps.ready:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.settings")
            django.setup()
