"""Organisations and everything about them that moves in time: names, superiors, successions."""

from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjian.offices.fields import LtreeField
from mingjian.offices.gate import Gate, ScopedQuerySet, SharedRow, scoped
from mingjian.offices.models import Division, Level, Office
from mingjian.offices.rights import Right
from mingjian.orgs.kinds import Kind, NameKind, Precision, SuccessionKind
from mingjian.orgs.querysets import OrganisationQuerySet


@scoped
class Organisation(SharedRow):
    """A body that can be inspected 党组织/单位. Name, superior and path are of now; the tables below hold all times.

    `office_ids` are the offices answerable for it, the inspection line's first. `existed` is open while it exists; a
    body that has ended keeps its last name and stands under nobody. The precisions say how exact the ends of a time
    are: a time known to the year begins on 1 January of it.
    """

    gate = Gate(
        "organisation",
        Right.READ_REGISTER,
        reach="office_paths",
        reach_many=True,
        task_org="id",
        excludes=False,
    )

    code = models.TextField(unique=True)
    name = models.TextField()
    sort_key = models.TextField()
    kind = models.TextField(choices=Kind.choices)
    level = models.SmallIntegerField(choices=Level.choices)
    division = models.ForeignKey(Division, null=True, on_delete=models.PROTECT, related_name="+")
    superior = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="subordinates")
    path = LtreeField(unique=True)
    seat = models.TextField(default="")
    existed = DateRangeField()
    start_precision = models.TextField(choices=Precision.choices, default=Precision.DAY)
    end_precision = models.TextField(choices=Precision.choices, default=Precision.DAY)
    version = models.IntegerField(default=1)
    batch_id = models.BigIntegerField(null=True, db_index=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta(SharedRow.Meta):
        verbose_name = _("organisation")
        indexes: ClassVar = [
            *SharedRow.Meta.indexes,
            models.Index(fields=["sort_key", "id"], name="orgs_organisation_sort"),
            models.Index(fields=["code", "id"], name="orgs_organisation_code"),
            models.Index(fields=["level", "id"], name="orgs_organisation_level"),
            models.Index(fields=["kind", "id"], name="orgs_organisation_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationName(models.Model):
    """A name and the time it was borne; one official name at a time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.TextField(db_index=True)
    kind = models.TextField(choices=NameKind.choices)
    during = DateRangeField()
    start_precision = models.TextField(choices=Precision.choices, default=Precision.DAY)
    end_precision = models.TextField(choices=Precision.choices, default=Precision.DAY)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="orgs_name_one_official",
                expressions=[("organisation", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(kind="official"),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Superior(models.Model):
    """Under whom a body stood and when; never two at once, and never in a circle (a trigger of the migration).

    The tree as of a date is read from here.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="superiors")
    superior = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    during = DateRangeField()
    start_precision = models.TextField(choices=Precision.choices, default=Precision.DAY)
    end_precision = models.TextField(choices=Precision.choices, default=Precision.DAY)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="orgs_superior_one",
                expressions=[("organisation", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=~models.Q(organisation=models.F("superior")), name="orgs_superior_other"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} under {self.superior_id}"


class Succession(models.Model):
    """One dated change: rename, merge, split or move. `before` holds what its undo puts back (see `changes.py`).

    `on` is the range of days that its precision leaves open (a day, a month or a year).
    """

    kind = models.TextField(choices=SuccessionKind.choices)
    on = DateRangeField()
    from_ids = ArrayField(models.BigIntegerField())
    to_ids = ArrayField(models.BigIntegerField())
    basis = models.TextField(default="")
    before = models.JSONField(default=dict)
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.BigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["from_ids"], name="orgs_succession_from"),
            GinIndex(fields=["to_ids"], name="orgs_succession_to"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.from_ids} → {self.to_ids}"


@scoped
class RegisteredOffice(Office):
    """An office as a row of its ledger. Offices stand below this room, which holds their pages and their register."""

    gate = Gate("office", Right.READ_REGISTER, reach="path", excludes=False)

    # An office's own manager asks for no right; the register's does. The clash is seen with an empty cache only.
    objects: ClassVar[Any] = ScopedQuerySet.as_manager()  # type: ignore[assignment, unused-ignore]

    class Meta:
        proxy = True
        verbose_name = _("office")
