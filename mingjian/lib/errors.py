"""The three ways an action refuses, and the one way a save loses a race. Views turn them into pages."""

from collections.abc import Mapping


class Refusal(Exception):
    """Base of every refusal that a person is told about; `message` is a complete, translatable sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(Refusal):
    """The actor sees the row but lacks the right (HTTP 403)."""


class WrongState(Refusal):
    """The row is not in a state from which this can be done (HTTP 409)."""


class Invalid(Refusal):
    """The values do not hold; `fields` names each wrong field with its sentence (HTTP 422)."""

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = dict(fields or {})


class Stale(Refusal):
    """Somebody else saved the row first; `current` is the version now stored (HTTP 409)."""

    def __init__(self, message: str, current: int) -> None:
        super().__init__(message)
        self.current = current
