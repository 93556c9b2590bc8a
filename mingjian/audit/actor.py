"""Who does a thing: a user, or a named part of the system. Every write and every protected read names one."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Actor:
    """One acting party. Exactly one of `user_id` and `system` is set."""

    user_id: int | None = None
    system: str = ""

    def __post_init__(self) -> None:
        if (self.user_id is None) == (not self.system):
            raise ValueError("An actor is either a user or a named part of the system.")

    @classmethod
    def named(cls, system: str) -> Self:
        """A part of the system, for example `Actor.named("sealing")`."""
        return cls(system=system)

    def __str__(self) -> str:
        return f"user:{self.user_id}" if self.user_id is not None else f"system:{self.system}"
