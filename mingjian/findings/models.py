"""问题: what inspections found, line by line, and whom it names."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from mingjian.findings.classes import Discipline, FindingClass, ReviewResult, Severity, Subclass
from mingjian.findings.querysets import FindingQuerySet
from mingjian.findings.states import FINDING
from mingjian.ledgers.orders import beginning, ranked
from mingjian.offices.gate import Gate, ScopedRow, scoped
from mingjian.offices.rights import Right
from mingjian.orgs.kinds import Precision
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person
from mingjian.rounds.models import Target

NO_AMOUNT_LAST = Coalesce("amount", models.Value(Decimal(-1)))
NO_DUE_DAY_LAST = Coalesce("due_on", models.Value(date(9999, 12, 31)))
NO_FEEDBACK_LAST = Coalesce("feedback_on", models.Value(date(9999, 12, 31)))
# Codes in the order in which the office reads them.
CLASS_RANKS = tuple(FindingClass.values)
SUBCLASS_RANKS = tuple(Subclass.values)
DISCIPLINE_RANKS = tuple(Discipline.values)
STATE_RANKS = tuple(FINDING.states)
FILTERED = [
    "finding_class",
    "subclass",
    "severity",
    "discipline",
    "state",
    "immediate_fix",
    "referred",
]


@scoped
class Finding(ScopedRow):
    """A finding 问题 at a body: the columns of 问题底稿 (F1) and 问题台账 (F2).

    `conduct` is the period of the conduct found, `found_on` the day the finding was recorded on, as exact as
    `found_precision` says (the first day of a month or year known no better). `amount` is yuan.
    `content_key` is a hash of body, target and description: a row without a number is recognised by it when it is
    read again. Numbers are the office's own; a row that has none gets one made of this hash.
    """

    gate = Gate("finding", Right.READ_FINDINGS, task_target="target_id")

    number = models.TextField()
    # Both have an index below that begins with them.
    org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="findings", db_index=False)
    target = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="findings", db_index=False)
    finding_class = models.TextField(choices=FindingClass.choices)
    subclass = models.TextField(choices=Subclass.choices, default="")
    discipline = models.TextField(choices=Discipline.choices, default="")
    areas = ArrayField(models.TextField(), default=list)
    severity = models.SmallIntegerField(choices=Severity.choices, default=Severity.ORDINARY)
    description = models.TextField()
    evidence = models.TextField(default="")
    basis = models.TextField(default="")
    suggestion = models.TextField(default="")
    responsible = models.TextField(default="")
    handlers = models.TextField(default="")
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    conduct = DateRangeField(null=True)
    found_on = models.DateField()
    found_precision = models.TextField(choices=Precision.choices, default=Precision.DAY)
    immediate_fix = models.BooleanField(default=False)
    referred = models.BooleanField(default=False)
    feedback_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    state = models.TextField(choices=FINDING.choices, default=FINDING.initial)
    content_key = models.BinaryField()
    version = models.IntegerField(default=1)
    batch_id = models.BigIntegerField(null=True, db_index=True)

    objects = FindingQuerySet.as_manager()

    class Meta(ScopedRow.Meta):
        verbose_name = _("finding")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "number"], name="findings_finding_number"),
        ]
        indexes: ClassVar = [
            *ScopedRow.Meta.indexes,
            models.Index(fields=["office", "content_key"], name="findings_finding_content"),
            # one per sort the ledger offers; an empty value sorts as its sentinel, so that a keyset is one comparison
            models.Index(fields=["found_on", "id"], name="findings_finding_found_on"),
            models.Index(fields=["number", "id"], name="findings_finding_by_number"),
            models.Index(fields=["severity", "id"], name="findings_finding_by_severity"),
            models.Index(NO_AMOUNT_LAST, "id", name="findings_finding_by_amount"),
            models.Index(NO_DUE_DAY_LAST, "id", name="findings_finding_by_due"),
            models.Index(NO_FEEDBACK_LAST, "id", name="findings_finding_by_feedback"),
            models.Index(ranked("finding_class", CLASS_RANKS), "id", name="findings_finding_by_class"),
            models.Index(ranked("subclass", SUBCLASS_RANKS), "id", name="findings_finding_by_subclass"),
            models.Index(ranked("discipline", DISCIPLINE_RANKS), "id", name="findings_finding_by_discipln"),
            models.Index(ranked("state", STATE_RANKS), "id", name="findings_finding_by_state"),
            models.Index(beginning("conduct"), "id", name="findings_finding_by_conduct"),
            models.Index(fields=["responsible", "id"], name="findings_finding_by_responsib"),
            models.Index(fields=["handlers", "id"], name="findings_finding_by_handlers"),
            models.Index(fields=["immediate_fix", "id"], name="findings_finding_by_immediate"),
            models.Index(fields=["referred", "id"], name="findings_finding_by_referred"),
            # The order by the body's name reads the bodies by name and of each its findings.
            models.Index(fields=["org", "id"], name="findings_finding_by_org"),
            # Filters of the ledger, alone and together: the posting lists are intersected before a row is touched.
            # Few keys: written at once they cost little, and no reader meets a long pending list.
            GinIndex(fields=FILTERED, name="findings_finding_filters", fastupdate=False),
            models.Index(fields=["org", "found_on"], name="findings_finding_org"),
            models.Index(fields=["target", "id"], name="findings_finding_target"),
        ]

    def __str__(self) -> str:
        return self.number


class Manifestation(models.Model):
    """具体表现: one line of a finding."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="manifestations", db_index=False)
    position = models.SmallIntegerField()
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["finding", "position"], name="findings_manifestation_once")
        ]

    def __str__(self) -> str:
        return self.text[:40]


class Named(models.Model):
    """A person a finding names, with name and post as written. The person is a register row, joined by evidence."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="named", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name_as_written = models.TextField()
    post_as_written = models.TextField(default="")

    class Meta:
        # Two spellings of one row may come to name one person: once by each.
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["finding", "person", "name_as_written", "post_as_written"], name="findings_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.name_as_written


class Review(models.Model):
    """回头看: what a later look found of the rectification, at the entry `target` where there was one."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="reviews")
    target = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="+")
    result = models.TextField(choices=ReviewResult.choices)
    reviewed_on = models.DateField()
    text = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.finding_id} {self.result}"
