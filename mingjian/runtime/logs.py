"""One line per event. An exception is told by its type and places: its text may hold names of people."""

import logging
import traceback
from types import TracebackType
from typing import Any

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
DEEPEST = 6


class OneLine(logging.Formatter):
    """`time level logger message`, and for an exception its type and the innermost places."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The base class would write the exception on lines of its own."""
        return super().format(record).replace("\n", " ").replace("\r", " ")

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - the base class's name
        """`IntegrityError at leads/actions.py:41 < leads/views.py:12`; the text is left out."""
        kind, _, trace = ei
        frames = traceback.extract_tb(trace)[-DEEPEST:]
        places = " < ".join(f"{_short(frame.filename)}:{frame.lineno}" for frame in reversed(frames))
        return f"{kind.__name__ if kind else 'exception'} at {places or 'an unknown place'}"


def _short(path: str) -> str:
    return "/".join(path.replace("\\", "/").split("/")[-2:])


def logging_configuration(level: str) -> dict[str, Any]:
    """For `logging.config.dictConfig`: everything goes to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"one_line": {"()": "mingjian.runtime.logs.OneLine"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "one_line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django would add its own handlers; the root's is enough. Paths hold ids, query strings are not logged.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "procrastinate": {"level": "WARNING"},
            "uvicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }
