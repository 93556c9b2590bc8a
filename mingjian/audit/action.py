"""The frame of every write: one function, one transaction, one audit record, or nothing at all."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction
from django.utils.functional import Promise

from mingjian.audit import verbs
from mingjian.audit.record import recorded

Given = ParamSpec("Given")
Result = TypeVar("Result")

# verb → the action's qualified name; `make check` compares it with the functions in the rooms' actions
ACTIONS: dict[str, str] = {}


def action(verb: str, words: str | Promise) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
    """Make a function an action: it runs in one transaction and must write the audit record of `verb` in it.

    An action that returns without having recorded its verb is a programming error: everything it did is undone.
    """
    verbs.register(verb, words)

    def decorate(function: Callable[Given, Result]) -> Callable[Given, Result]:
        ACTIONS[verb] = f"{function.__module__}.{function.__qualname__}"

        @wraps(function)
        def run(*args: Given.args, **kwargs: Given.kwargs) -> Result:
            token = recorded.set([])
            try:
                with transaction.atomic():
                    result = function(*args, **kwargs)
                    if verb not in (recorded.get() or []):
                        raise RuntimeError(f"{function.__qualname__} wrote no audit record of {verb}.")
                    return result
            finally:
                recorded.reset(token)

        return run

    return decorate
