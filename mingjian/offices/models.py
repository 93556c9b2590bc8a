"""Divisions and the offices on them."""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjian.offices.fields import LtreeField
from mingjian.offices.querysets import OfficeQuerySet
from mingjian.offices.scope import Depth


class Level(models.IntegerChoices):
    """五级. Statutory inspection stops at the county; discipline work reaches the village."""

    PROVINCE = 1, _("Province")
    CITY = 2, _("City")
    COUNTY = 3, _("County")
    TOWNSHIP = 4, _("Township")
    VILLAGE = 5, _("Village")


class Line(models.TextChoices):
    """Lines of authority. Offices form one tree per line, so two lines of one county do not see each other."""

    DISCIPLINE = "discipline", _("Discipline inspection")
    INSPECTION = "inspection", _("Inspection")
    RESIDENT = "resident", _("Resident group")


class Division(models.Model):
    """An administrative division 行政区划; statistics by place use its path, never an office's."""

    code = models.TextField(primary_key=True)
    name = models.TextField()
    level = models.SmallIntegerField(choices=Level.choices)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    path = LtreeField(unique=True)

    class Meta:
        verbose_name = _("division")

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """A retired name of a division that reports and positions still use."""

    division = models.ForeignKey(Division, on_delete=models.CASCADE, related_name="former_names")
    name = models.TextField(db_index=True)
    changed_in = models.SmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["division", "name"], name="offices_formername_once")]

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """An office in one line of authority. `path` is the ids from the root down, so it never holds a division code.

    `body_id` is the organisation whose staff sit here (no foreign key: organisations stand above offices); it is
    what keeps a matter about that body, or about one above it, from them. `sight_depth` is what this office lets a
    team of another office see of its rows through a dossier.
    """

    line = models.TextField(choices=Line.choices)
    level = models.SmallIntegerField(choices=Level.choices)
    division = models.ForeignKey(Division, null=True, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    path = LtreeField(unique=True)
    name = models.TextField()
    body_id = models.BigIntegerField(null=True, db_index=True)
    sight_depth = models.SmallIntegerField(
        choices=[(Depth.EXISTENCE, _("existence")), (Depth.SUMMARY, _("summary")), (Depth.FULL, _("full"))],
        default=Depth.SUMMARY,
    )
    existed = DateRangeField()

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("office")
        indexes: ClassVar = [GistIndex(fields=["existed"], name="offices_office_existed")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "name"], name="offices_office_name"),
            models.CheckConstraint(condition=models.Q(sight_depth__range=(1, 3)), name="offices_office_depth"),
        ]

    def __str__(self) -> str:
        return self.name
