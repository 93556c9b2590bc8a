"""The history of every state: one row per move, which is also the statistics and the outbox."""

from typing import ClassVar

from django.db import models


class Move(models.Model):
    """A row of some kind went from one state to another: by whom, when, why."""

    kind = models.TextField()
    row_id = models.BigIntegerField()
    verb = models.TextField()
    from_state = models.TextField()
    to_state = models.TextField()
    actor_id = models.BigIntegerField(null=True)
    system = models.TextField(default="")
    at = models.DateTimeField()
    reason = models.TextField(default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "row_id", "at"], name="flow_move_row")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id}: {self.from_state} → {self.to_state}"
