"""Every verb the record knows, with its words. A room registers its verbs where it defines its actions."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Verb:
    """`code` is `kind.deed`, for example `finding.revise`; `reads` marks reads of protected things."""

    code: str
    words: str | Promise
    reads: bool = False


VERBS: dict[str, Verb] = {}


def register(code: str, words: str | Promise, *, reads: bool = False) -> str:
    """Make a verb known and return its code. The same verb twice is a programming error."""
    if code in VERBS:
        raise ValueError(f"The verb {code} is registered twice.")
    VERBS[code] = Verb(code, words, reads)
    return code
