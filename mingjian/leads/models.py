"""问题线索 and what came of them. Reporters have no column here."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjian.findings.models import Finding
from mingjian.leads.kinds import Disposal, Form, OutcomeKind, Source
from mingjian.leads.querysets import LeadQuerySet
from mingjian.leads.states import LEAD
from mingjian.offices.gate import Gate, ScopedQuerySet, ScopedRow, scoped
from mingjian.offices.rights import Right
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person


@scoped
class Lead(ScopedRow):
    """A lead: an allegation, shown as unverified everywhere. Closed as unfounded it is visible to no scope.

    `org` is the body it concerns at the time; `conduct` the period alleged.
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
    disposal = models.TextField(choices=Disposal.choices, default="")
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
        constraints: ClassVar = [models.UniqueConstraint(fields=["lead", "person"], name="leads_accused_once")]

    def __str__(self) -> str:
        return self.name_as_written


@scoped
class Outcome(ScopedRow):
    """A concluded outcome about a person or a body. `form` is one of the four forms, where one applies."""

    gate = Gate("outcome", Right.READ_FINDINGS)

    kind = models.TextField(choices=OutcomeKind.choices)
    measure = models.TextField(default="")
    form = models.SmallIntegerField(choices=Form.choices, null=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    org = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Lead, null=True, on_delete=models.PROTECT, related_name="outcomes")
    finding = models.ForeignKey(Finding, null=True, on_delete=models.PROTECT, related_name="outcomes")
    decided_on = models.DateField()
    conduct = DateRangeField(null=True)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    text = models.TextField(default="")
    version = models.IntegerField(default=1)
    batch_id = models.BigIntegerField(null=True, db_index=True)

    objects = ScopedQuerySet.as_manager()

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
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.decided_on}"
