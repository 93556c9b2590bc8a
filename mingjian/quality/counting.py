"""Looking through whole registers: each rule as a set, whatever their size."""

import time
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy

from mingjian.audit.action import action
from mingjian.audit.record import record
from mingjian.offices.scope import Scope
from mingjian.quality.models import Fault, Look
from mingjian.quality.registry import RULES, Asking, Rule

# One statement: the desk's role may make no temporary table, and each rule looks through its register once.
LOOK = """
WITH found AS MATERIALIZED (SELECT DISTINCT f.id FROM ({query}) f(id)),
added AS (
    INSERT INTO quality_fault (rule, row_id, found_on)
    SELECT %s, f.id, %s FROM found f
    WHERE NOT EXISTS (SELECT FROM quality_fault q WHERE q.rule = %s AND q.row_id = f.id AND q.gone_on IS NULL)
)
UPDATE quality_fault q SET gone_on = %s WHERE q.rule = %s AND q.gone_on IS NULL
AND NOT EXISTS (SELECT FROM found f WHERE f.id = q.row_id)
"""


@action("quality.count", gettext_lazy("Data quality counted"))
def count_rules(*, scope: Scope, codes: Iterable[str] = ()) -> dict[str, int]:
    """Look through the registers by these rules (all without any), and keep which rows break them; code → how many.

    The whole register is looked through whoever asks; what each reader sees of it is decided when they read. One
    fault found and mended on the same day leaves no trace.
    """
    wanted = list(codes) or list(RULES)
    found = {code: _look(RULES[code], scope.on) for code in wanted}
    with connection.cursor() as cursor:
        cursor.execute("SELECT quality_analyse()")
    record("quality.count", actor=scope.actor, kind="quality", detail={"rules": len(found)})
    return found


def _look(rule: Rule, on: date) -> int:
    began = time.monotonic()
    any_model: Any = rule.model
    rows = rule.faulty(any_model.objects.all(), Asking(on)).order_by().values_list("pk", flat=True)
    try:
        query, params = rows.query.sql_with_params()
    except EmptyResultSet:
        query, params = "SELECT NULL::bigint WHERE false", ()
    with connection.cursor() as cursor:
        # The names come from the models and the rules, never from people.
        cursor.execute(LOOK.format(query=query), [*params, rule.code, on, rule.code, on, rule.code])
    Fault.objects.filter(rule=rule.code, gone_on=on, found_on=on).delete()
    seconds = round(time.monotonic() - began, 3)
    Look.objects.update_or_create(rule=rule.code, defaults={"at": timezone.now(), "on": on, "seconds": seconds})
    return Fault.objects.filter(rule=rule.code, gone_on=None).count()
