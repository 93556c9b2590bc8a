"""How the system stands: database, migrations, jobs, sessions, seals. Figures and times, no matter."""

from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from mingjian.accounts.models import User
from mingjian.audit.sealing import standing
from mingjian.desk.health.migrations_missing import unapplied_migrations
from mingjian.ui.components import Fact

LATE_SECONDS = 1800

_DATABASE = "SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database()))"
_JOBS = """
SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'doing'),
       count(*) FILTER (WHERE status = 'failed')
FROM procrastinate_jobs
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one look at the database tells."""

    version: str
    size: str
    waiting: int
    running: int
    failed: int


def figures() -> Figures:
    """Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_DATABASE)
        version, size = cursor.fetchone() or ("", "")
        cursor.execute(_JOBS)
        waiting, running, failed = cursor.fetchone() or (0, 0, 0)
    return Figures(version.split(" ")[0], size, waiting, running, failed)


def context() -> dict[str, Any]:
    """Facts, and a sentence for each that somebody has to look at."""
    found, stands, missing = figures(), standing(), unapplied_migrations()
    late = stands.last is None or (timezone.now() - stands.last.at).total_seconds() > LATE_SECONDS
    broken = stands.verified is not None and bool(stands.verified.broken)
    facts = [
        Fact(_("Database"), f"PostgreSQL {found.version}", note=found.size),
        Fact(_("Migrations missing"), len(missing), tone="overdue" if missing else "done"),
        Fact(_("Jobs waiting"), found.waiting, note=_("%(count)d running") % {"count": found.running}),
        Fact(_("Jobs that failed"), found.failed, tone="overdue" if found.failed else "done"),
        Fact(_("Open accounts"), User.objects.filter(is_active=True).count()),
        Fact(_("Open sessions"), Session.objects.filter(expire_date__gt=timezone.now()).count()),
        Fact(
            _("Last seal of the record"), stands.last.at if stands.last is not None else "", tone="due" if late else ""
        ),
    ]
    notices = [
        (tone, words)
        for wrong, tone, words in (
            (bool(missing), "overdue", _("Migrations are missing: run “mingjian migrate”.")),
            (bool(found.failed), "due", _("Jobs failed; the log of the worker says why.")),
            (late, "due", _("The record was not sealed for half an hour: see whether the worker runs.")),
            (broken, "overdue", _("A seal of the record does not hold. Tell the audit administrator at once.")),
        )
        if wrong
    ]
    return {"facts": facts, "notices": notices or [("done", _("Nothing to look at: the system works."))]}
