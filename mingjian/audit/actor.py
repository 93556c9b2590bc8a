"""Who does a thing: a user, or a named part of the system. Every write and every protected read names one."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Actor:
    """One acting party. Exactly one of `user_id` and `system` is set; `for_id` is the user a substitute acts for."""

    user_id: int | None = None
    system: str = ""
    for_id: int | None = None

    def __post_init__(self) -> None:
        if (self.user_id is None) == (not self.system):
            raise ValueError("An actor is either a user or a named part of the system.")
        if self.for_id is not None and self.user_id is None:
            raise ValueError("Only a user acts for another user.")

    @classmethod
    def named(cls, system: str) -> Self:
        """A part of the system, for example `Actor.named("sealing")`."""
        return cls(system=system)

    def __str__(self) -> str:
        return f"user:{self.user_id}" if self.user_id is not None else f"system:{self.system}"
