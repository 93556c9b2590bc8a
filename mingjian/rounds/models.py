"""届次 → 年度 → 轮次 → 组 → 被巡单位: terms, rounds, teams, and the bodies they enter."""

from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.models import User
from mingjian.offices.gate import Gate, ScopedQuerySet, ScopedRow, scoped
from mingjian.offices.rights import Right
from mingjian.orgs.models import Organisation
from mingjian.rounds.pool_models import PoolMember, Recusal
from mingjian.rounds.states import TARGET

__all__ = ["Member", "PoolMember", "Recusal", "Round", "RoundKind", "Target", "Team", "Term"]


class RoundKind(models.TextChoices):
    """Types of inspection."""

    REGULAR = "regular", _("regular")
    SPECIAL = "special", _("special")
    MOBILE = "mobile", _("mobile")
    LOOK_BACK = "look_back", _("look-back")
    LEVEL_RAISED = "level_raised", _("level-raised")
    LINKAGE = "linkage", _("linked")


class Term(models.Model):
    """A committee's term 届次, of one office: five years."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    number = models.SmallIntegerField()
    name = models.TextField()
    during = DateRangeField()
    version = models.IntegerField(default=1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["office", "number"], name="rounds_term_once")]

    def __str__(self) -> str:
        return self.name


@scoped
class Round(ScopedRow):
    """One round 轮次 of an inspection office."""

    gate = Gate("round", Right.READ_REGISTER)

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="rounds")
    year = models.SmallIntegerField()
    number = models.SmallIntegerField()
    name = models.TextField()
    kind = models.TextField(choices=RoundKind.choices)
    during = DateRangeField()
    version = models.IntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    class Meta(ScopedRow.Meta):
        verbose_name = _("round")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["term", "number", "kind"], name="rounds_round_once"),
        ]

    def __str__(self) -> str:
        return self.name


@scoped
class Team(ScopedRow):
    """One team 组 of a round; its leader is authorised for this task only 一次一授权. Held by the round's office."""

    gate = Gate("team", Right.READ_REGISTER)

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="teams")
    name = models.TextField()
    version = models.IntegerField(default=1)

    objects = ScopedQuerySet.as_manager()

    class Meta(ScopedRow.Meta):
        verbose_name = _("team")
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "name"], name="rounds_team_once")]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A user in a team, with the role the task gives (team_leader, team_member)."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    role = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["team", "user"], name="rounds_member_once")]

    def __str__(self) -> str:
        return f"{self.user_id} as {self.role}"


@scoped
class Target(ScopedRow):
    """被巡单位: an organisation a team enters. `on_site` is the stay, `inspected` the time its conduct is looked at."""

    gate = Gate("target", Right.READ_REGISTER, task_target="id")

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="targets")
    org = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="targets")
    on_site = DateRangeField()
    inspected = DateRangeField()
    feedback_on = models.DateField(null=True)
    state = models.TextField(choices=TARGET.choices, default=TARGET.initial)
    counts = models.JSONField(default=dict)
    version = models.IntegerField(default=1)
    batch_id = models.BigIntegerField(null=True, db_index=True)

    objects = ScopedQuerySet.as_manager()

    class Meta(ScopedRow.Meta):
        verbose_name = _("inspected organisation")
        constraints: ClassVar = [models.UniqueConstraint(fields=["team", "org"], name="rounds_target_once")]
        indexes: ClassVar = [
            *ScopedRow.Meta.indexes,
            GistIndex(fields=["org", "on_site"], name="rounds_target_org_on_site"),
        ]

    def __str__(self) -> str:
        return f"{self.org_id} by {self.team_id}"
