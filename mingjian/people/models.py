"""Persons who hold or held public posts, or are accused; and their tenures. Never reporters, witnesses, relatives."""

from datetime import date, timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from mingjian.ledgers.orders import beginning
from mingjian.lib.dates import PartialDate, Period
from mingjian.offices.gate import Gate, ScopedQuerySet, ScopedRow, SharedRow, scoped
from mingjian.offices.rights import Right
from mingjian.orgs.models import Organisation


class Sex(models.TextChoices):
    MALE = "male", _("male")
    FEMALE = "female", _("female")


class Rank(models.IntegerChoices):
    """Leadership ranks 领导职务层次, highest first (公务员法)."""

    PROVINCE_CHIEF = 3, _("province, chief")
    PROVINCE_DEPUTY = 4, _("province, deputy")
    BUREAU_CHIEF = 5, _("bureau, chief")
    BUREAU_DEPUTY = 6, _("bureau, deputy")
    COUNTY_CHIEF = 7, _("county, chief")
    COUNTY_DEPUTY = 8, _("county, deputy")
    TOWNSHIP_CHIEF = 9, _("township, chief")
    TOWNSHIP_DEPUTY = 10, _("township, deputy")
    STAFF = 11, _("staff")
    VILLAGE = 12, _("village officer")


class ManagedBy(models.TextChoices):
    """Whose committee manages the cadre 干部管理权限."""

    CENTRAL = "central", _("centrally managed")
    PROVINCE = "province", _("managed by the province")
    CITY = "city", _("managed by the city")
    COUNTY = "county", _("managed by the county")
    OTHER = "other", _("other")


@scoped
class Person(SharedRow):
    """One person. Joined from rows only by identity number, or by name with birth month and an equal post.

    `born` is the range its precision leaves open. `id_hash` is a keyed hash: the number itself is never stored.
    `org_ids`, `office_ids` and `office_paths` gather those of the tenures and of the rows that name the person.
    """

    gate = Gate(
        "person", Right.READ_REGISTER, reach="office_paths", reach_many=True, task_orgs="org_ids", excludes=False
    )

    name = models.TextField()
    name_key = models.TextField(db_index=True)
    sort_key = models.TextField()
    sex = models.TextField(choices=Sex.choices, default="")
    born = DateRangeField(null=True)
    ethnicity = models.TextField(default="")
    native_place = models.TextField(default="")
    id_hash = models.BinaryField(null=True, unique=True)
    managed_by = models.TextField(choices=ManagedBy.choices, default="")
    org_ids = ArrayField(models.BigIntegerField(), default=list)
    version = models.IntegerField(default=1)
    batch_id = models.BigIntegerField(null=True, db_index=True)

    objects = ScopedQuerySet.as_manager()

    class Meta(SharedRow.Meta):
        verbose_name = _("person")
        indexes: ClassVar = [
            *SharedRow.Meta.indexes,
            models.Index(fields=["sort_key", "id"], name="people_person_sort"),
            GinIndex(fields=["org_ids"], name="people_person_orgs"),
        ]

    def __str__(self) -> str:
        return self.name


class Mention(models.Model):
    """A row somewhere named somebody, in these words; `basis` is the evidence by which it was joined to the person.

    Nothing is overwritten: what was written stays here, and a later joining compares with it. It lends the person
    its office, and its body unless the row was an allegation (`alleged`). It has no page: the row that names the
    person is gated by its own room.
    """

    class Basis(models.TextChoices):
        NEW = "new", _("nobody on record answered to it")
        IDENTITY = "identity", _("equal identity number")
        POST = "post", _("equal name, birth month and post")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mentions")
    name = models.TextField()
    post = models.TextField(default="")
    post_key = models.TextField(default="")
    org_id = models.BigIntegerField(null=True)
    basis = models.TextField(choices=Basis.choices)
    office_id = models.BigIntegerField()
    alleged = models.BooleanField(default=False)
    on = models.DateField(null=True)
    batch_id = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        verbose_name = _("mention")

    def __str__(self) -> str:
        return f"{self.person_id} {self.basis}"


@scoped
class Tenure(SharedRow):
    """任职: a person held a post at an organisation during a time. An open end is a post still held.

    `start_precision` and `end_precision` say how exact the ends are (year, month, day; empty for an open end).
    """

    gate = Gate("tenure", Right.READ_REGISTER, reach="office_paths", reach_many=True, task_org="org_id", excludes=False)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tenures")
    org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tenures")
    post = models.TextField()
    rank = models.SmallIntegerField(choices=Rank.choices, null=True)
    is_chief = models.BooleanField(default=False)
    during = DateRangeField()
    start_precision = models.TextField(default="month", blank=True)
    end_precision = models.TextField(default="month", blank=True)
    version = models.IntegerField(default=1)
    source = models.TextField(default="")
    batch_id = models.BigIntegerField(null=True, db_index=True)

    objects = ScopedQuerySet.as_manager()

    class Meta(SharedRow.Meta):
        verbose_name = _("tenure")
        indexes: ClassVar = [
            *SharedRow.Meta.indexes,
            GistIndex(fields=["org", "during"], name="people_tenure_org_during"),
            # One per order that the ledger offers by a value of its own.
            models.Index(beginning("during"), "id", name="people_tenure_by_start"),
            models.Index(Coalesce("rank", models.Value(99)), "id", name="people_tenure_by_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.post}"

    @property
    def start(self) -> PartialDate | None:
        """The start as exactly as it was written."""
        lower: date | None = self.during.lower
        return None if lower is None else _cut(lower, self.start_precision)

    @property
    def end(self) -> PartialDate | None:
        """The end as exactly as it was written; None while the post is held."""
        upper: date | None = self.during.upper
        return None if upper is None else _cut(upper - timedelta(days=1), self.end_precision)

    @property
    def period(self) -> Period:
        """From start to end."""
        return Period(self.start, self.end)


@scoped
class ResumeLine(ScopedRow):
    """A line of a résumé 简历 that was not read as a tenure, as it was written: study, or a post at no body on record.

    It is held by the office whose file it stands in.
    """

    gate = Gate("resume_line", Right.READ_REGISTER, excludes=False)

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="resume_lines")
    position = models.SmallIntegerField()
    text = models.TextField()
    source = models.TextField(default="")
    batch_id = models.BigIntegerField(null=True, db_index=True)

    objects = ScopedQuerySet.as_manager()

    class Meta(ScopedRow.Meta):
        verbose_name = _("line of a résumé")
        indexes: ClassVar = [
            *ScopedRow.Meta.indexes,
            models.Index(fields=["person", "position"], name="people_resume_person"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


def _cut(day: date, precision: str) -> PartialDate:
    """The day as far as it is known."""
    return PartialDate(day.year, day.month if precision != "year" else None, day.day if precision == "day" else None)
