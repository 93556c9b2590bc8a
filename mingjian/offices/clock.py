"""Which day it is. The demo province lives on a day of its own, so that its rounds and deadlines are under way."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The day that grants, tasks and deadlines are read on: the demo's fixed day, else the local date."""
    fixed: date | None = getattr(settings, "DEMO_TODAY", None)
    return fixed or timezone.localdate()
