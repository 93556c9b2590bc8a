"""The edges of every matter."""

from typing import ClassVar

from django.db import models


class Edge(models.Model):
    """From one row to the next step of its matter: `verb` says how the second came of the first."""

    from_kind = models.TextField()
    from_id = models.BigIntegerField()
    verb = models.TextField()
    to_kind = models.TextField()
    to_id = models.BigIntegerField()
    actor_id = models.BigIntegerField(null=True)
    system = models.TextField(default="")
    at = models.DateTimeField()
    source = models.TextField(default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["from_kind", "from_id", "verb", "to_kind", "to_id"], name="line_edge_once")
        ]
        indexes: ClassVar = [models.Index(fields=["to_kind", "to_id"], name="line_edge_back")]

    def __str__(self) -> str:
        return f"{self.from_kind} {self.from_id} {self.verb} {self.to_kind} {self.to_id}"
