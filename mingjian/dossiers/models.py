"""重点关注: what the leader chose from the reading list, who looks at it, and what became of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.models import User
from mingjian.dossiers.states import FOCUS
from mingjian.offices.gate import Gate, ScopedQuerySet, ScopedRow, scoped
from mingjian.offices.rights import Right
from mingjian.people.models import Person
from mingjian.rounds.models import Target


@scoped
class Focus(ScopedRow):
    """One entry of a target's focus list: a person, or a matter named by its kind and id; why; who looks.

    `became` is the write-back after the round.
    """

    gate = Gate("focus", Right.OPEN_DOSSIERS, task_target="target_id")

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="focus_list")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    # The person's number when they were chosen: who is joined or parted later, the entry goes with that one.
    named_id = models.BigIntegerField(null=True)
    matter_kind = models.TextField(default="")
    matter_id = models.BigIntegerField(null=True)
    why = models.TextField()
    looked_at_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    became = models.TextField(default="")
    state = models.TextField(choices=FOCUS.choices, default=FOCUS.initial)
    at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta(ScopedRow.Meta):
        verbose_name = _("focus entry")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) ^ models.Q(matter_id__isnull=False),
                name="dossiers_focus_one_subject",
            ),
            models.UniqueConstraint(
                fields=["target", "named_id"], name="dossiers_focus_person_once", condition=models.Q(state="watched")
            ),
            models.UniqueConstraint(
                fields=["target", "matter_kind", "matter_id"],
                name="dossiers_focus_matter_once",
                condition=models.Q(state="watched"),
            ),
        ]

    @property
    def tone(self) -> str:
        """How its state shows."""
        return FOCUS.states[self.state].tone

    def __str__(self) -> str:
        return f"focus {self.pk}"
