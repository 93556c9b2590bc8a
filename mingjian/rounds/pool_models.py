"""巡视巡察人才库: the cadres an office may call into its teams, and the bodies each of them stays out of."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjian.offices.gate import Gate, ScopedQuerySet, ScopedRow, scoped
from mingjian.offices.rights import Right
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person, Rank
from mingjian.rounds.pool_kinds import POOL, Ground, Pool, Speciality


@scoped
class PoolMember(ScopedRow):
    """A person in a pool of an office, once in each pool at a time. `unit` is their body as written, `org` when known.

    `joined_on` is the first day in the pool, `left_on` the first day out of it.
    """

    gate = Gate("pool_member", Right.READ_REGISTER, excludes=False)

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="pool_places")
    pool = models.TextField(choices=Pool.choices)
    unit = models.TextField(default="")
    org = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.TextField(default="")
    rank = models.SmallIntegerField(choices=Rank.choices, null=True)
    political_status = models.TextField(default="")
    education = models.TextField(default="")
    specialities = ArrayField(models.TextField(choices=Speciality.choices), default=list)
    awards = models.TextField(default="")
    note = models.TextField(default="")
    joined_on = models.DateField()
    left_on = models.DateField(null=True)
    state = models.TextField(choices=POOL.choices, default=POOL.initial)
    version = models.IntegerField(default=1)
    batch_id = models.BigIntegerField(null=True, db_index=True)

    objects = ScopedQuerySet.as_manager()

    class Meta(ScopedRow.Meta):
        verbose_name = _("pool member")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "pool", "person"],
                condition=~models.Q(state="left"),
                name="rounds_pool_member_once",
            ),
            models.CheckConstraint(
                condition=models.Q(left_on=None) | models.Q(left_on__gte=models.F("joined_on")),
                name="rounds_pool_member_forward",
            ),
        ]
        indexes: ClassVar = [
            *ScopedRow.Meta.indexes,
            models.Index(fields=["joined_on", "id"], name="rounds_pool_joined"),
            GinIndex(fields=["specialities"], name="rounds_pool_specialities"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.pool}"


class Recusal(models.Model):
    """A declared ground why a pool member stays out of a body 回避, while it lasts. Lifted ones are kept.

    It is read beside its pool member, whom the gate has let through. `note` names no relative: the ground says enough.
    """

    member = models.ForeignKey(PoolMember, on_delete=models.CASCADE, related_name="recusals")
    org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField(choices=Ground.choices)
    note = models.TextField(default="")
    valid = DateRangeField()
    declared_by = models.BigIntegerField(null=True)
    lifted_by = models.BigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["member", "org"], name="rounds_recusal_member")]

    def __str__(self) -> str:
        return f"{self.member_id} stays out of {self.org_id}"
