"""What runs by the clock in the worker: sealing the record, its next year, sessions that are over, tasks that ended."""

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from mingjian.audit.sealing import seal, verify_and_note


@app.periodic(cron="*/10 * * * *")
@app.task(name="desk.seal_record", queueing_lock="desk.seal_record")
def seal_record(timestamp: int) -> None:
    """Seal what finished transactions wrote since the last seal."""
    seal()


@app.periodic(cron="40 3 * * *")
@app.task(name="desk.verify_record", queueing_lock="desk.verify_record")
def verify_record(timestamp: int = 0) -> None:
    """Compute every seal again and keep what was found for the page of the record."""
    verify_and_note()


@app.periodic(cron="17 3 * * *")
@app.task(name="desk.next_year", queueing_lock="desk.next_year")
def next_year(timestamp: int) -> None:
    """Have the record's partition for next year long before its first entry."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_add_year(%s)", [timezone.localdate().year + 1])


@app.periodic(cron="*/30 * * * *")
@app.task(name="desk.end_sessions", queueing_lock="desk.end_sessions")
def end_sessions(timestamp: int) -> None:
    """Remove sessions past their time."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
