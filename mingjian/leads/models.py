"""问题线索 and what came of them. Reporters have no column here."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.models import User
from mingjian.findings.models import Finding
from mingjian.leads.kinds import Closing, Disposal, Form, Grade, OutcomeKind, Source
from mingjian.leads.querysets import LeadQuerySet, OutcomeQuerySet
from mingjian.leads.states import LEAD, OUTCOME
from mingjian.ledgers.orders import ranked
from mingjian.offices.gate import Gate, ScopedRow, scoped
from mingjian.offices.rights import Right
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person

NO_DUE_DAY_LAST = Coalesce("due_on", models.Value(date(9999, 12, 31)))
NO_AMOUNT_LAST = Coalesce("amount", models.Value(Decimal(-1)))
# States in the order in which the office reads them.
STATE_RANKS = tuple(LEAD.states)


@scoped
class Lead(ScopedRow):
    """A lead: an allegation, shown as unverified everywhere. Closed as unfounded it is visible to no scope.

    `org` is the body it concerns at the time; `conduct` the period alleged. The rest are the columns of F6 without
    those of who reported it. `due_on` is the last day of the step under way, by the rule `due_code` (empty: set by
    hand). `closing` says how an unfounded lead was closed. Amounts are yuan.
    """

    gate = Gate("lead", Right.READ_LEADS)

    number = models.TextField()
    source = models.TextField(choices=Source.choices)
    received_on = models.DateField()
    org = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="leads")
    finding = models.ForeignKey(Finding, null=True, on_delete=models.PROTECT, related_name="leads")
    summary = models.TextField()
    problem_type = models.TextField(default="")
    areas = ArrayField(models.TextField(), default=list)
    conduct = DateRangeField(null=True)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    source_number = models.TextField(default="")
    forward_number = models.TextField(default="")
    grade = models.TextField(choices=Grade.choices, default="")
    about_unit = models.BooleanField(default=False)
    about_leader = models.BooleanField(default=False)
    proposal = models.TextField(default="")
    instruction = models.TextField(default="")
    department = models.TextField(default="")
    assignee = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    disposal = models.TextField(choices=Disposal.choices, default="")
    handled_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_code = models.TextField(default="")
    result = models.TextField(default="")
    form = models.SmallIntegerField(choices=Form.choices, null=True)
    recovered_loss = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    confiscated = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    closing = models.TextField(choices=Closing.choices, default="")
    state = models.TextField(choices=LEAD.choices, default=LEAD.initial)
    version = models.IntegerField(default=1)
    batch_id = models.BigIntegerField(null=True, db_index=True)

    objects = LeadQuerySet.as_manager()

    class Meta(ScopedRow.Meta):
        verbose_name = _("lead")
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "number"], name="leads_lead_number")]
        indexes: ClassVar = [
            *ScopedRow.Meta.indexes,
            models.Index(fields=["received_on", "id"], name="leads_lead_received"),
            models.Index(fields=["org", "received_on"], name="leads_lead_org"),
            models.Index(NO_DUE_DAY_LAST, "id", name="leads_lead_by_due"),
            models.Index(NO_AMOUNT_LAST, "id", name="leads_lead_by_amount"),
            models.Index(ranked("state", STATE_RANKS), "id", name="leads_lead_by_state"),
            models.Index(fields=["source", "id"], name="leads_lead_by_source"),
            models.Index(fields=["number", "id"], name="leads_lead_by_number"),
            models.Index(fields=["assignee"], name="leads_lead_assignee", condition=models.Q(assignee__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.number


class Accused(models.Model):
    """被反映人: a person a lead is about, as written."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="accused")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name_as_written = models.TextField()
    post_as_written = models.TextField(default="")

    class Meta:
        # Two spellings of one lead may come to name one person: once by each.
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["lead", "person", "name_as_written", "post_as_written"], name="leads_accused_once"
            )
        ]

    def __str__(self) -> str:
        return self.name_as_written


class Handling(models.Model):
    """处置: one way in which a lead was taken up, held or closed; at most three are taken, each with its day."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="handlings")
    position = models.SmallIntegerField()
    disposal = models.TextField(choices=Disposal.choices)
    decided_on = models.DateField()
    approver = models.TextField(default="")
    reason = models.TextField(default="")
    replied_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["lead", "position"], name="leads_handling_once")]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.position} {self.disposal}"


class Extension(models.Model):
    """延期: a deadline of a lead was put off, by whose approval and why."""

    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="extensions")
    due_code = models.TextField(default="")
    before = models.DateField()
    until = models.DateField()
    approver = models.TextField()
    reason = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.lead_id}: {self.before} → {self.until}"


@scoped
class Outcome(ScopedRow):
    """A concluded outcome about a person or a body. `form` is one of the four forms, where one applies.

    `influence_until` is the last day on which a sanction has influence, by the rule of its measure. A revoked or
    corrected outcome keeps its row and its history; only a standing one grades, is searched and is gathered.
    """

    gate = Gate("outcome", Right.READ_FINDINGS)

    kind = models.TextField(choices=OutcomeKind.choices)
    measure = models.TextField(default="")
    form = models.SmallIntegerField(choices=Form.choices, null=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    org = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Lead, null=True, on_delete=models.PROTECT, related_name="outcomes")
    finding = models.ForeignKey(Finding, null=True, on_delete=models.PROTECT, related_name="outcomes")
    decided_on = models.DateField()
    document_number = models.TextField(default="")
    decided_by = models.TextField(default="")
    announced_on = models.DateField(null=True)
    executed_on = models.DateField(null=True)
    influence_until = models.DateField(null=True)
    conduct = DateRangeField(null=True)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    text = models.TextField(default="")
    state = models.TextField(choices=OUTCOME.choices, default=OUTCOME.initial)
    version = models.IntegerField(default=1)
    batch_id = models.BigIntegerField(null=True, db_index=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta(ScopedRow.Meta):
        verbose_name = _("outcome")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(org__isnull=False), name="leads_outcome_subject"
            )
        ]
        indexes: ClassVar = [
            *ScopedRow.Meta.indexes,
            models.Index(fields=["person", "decided_on"], name="leads_outcome_person"),
            models.Index(fields=["org", "decided_on"], name="leads_outcome_org"),
            models.Index(fields=["decided_on", "id"], name="leads_outcome_decided"),
            models.Index(fields=["office", "document_number"], name="leads_outcome_document"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.decided_on}"
