"""What a finding is made of before it is stored, and the keys by which it is recognised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingjian.findings.classes import Severity
from mingjian.findings.states import FINDING
from mingjian.lib.hashing import content_hash
from mingjian.lib.text import normalise
from mingjian.orgs.kinds import Precision
from mingjian.people.joining import AsWritten

Conduct = tuple[date | None, date | None]

WITHOUT_NUMBER = "未编号"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFinding:
    """One finding to record. `amount` is yuan; `conduct` is `[first day, first day after)`, either side open.

    `persons` are joined to the register by evidence; `person_ids` are register rows already known. Without a
    `number` the finding gets one made of its content.
    """

    number: str = ""
    org_id: int
    office_id: int
    target_id: int | None = None
    finding_class: str
    subclass: str = ""
    severity: int = Severity.ORDINARY
    description: str
    manifestations: Sequence[str] = ()
    found_on: date
    found_precision: str = Precision.DAY
    persons: Sequence[AsWritten] = ()
    person_ids: Sequence[int] = ()
    amount: Decimal | None = None
    conduct: Conduct | None = None
    discipline: str = ""
    areas: Sequence[str] = ()
    evidence: str = ""
    basis: str = ""
    suggestion: str = ""
    responsible: str = ""
    handlers: str = ""
    immediate_fix: bool = False
    referred: bool = False
    feedback_on: date | None = None
    due_on: date | None = None
    state: str = FINDING.initial


def content_key(org_id: int, target_id: int | None, description: str) -> bytes:
    """Body, target and normalised description, hashed."""
    return content_hash(org_id, target_id, normalise(description))


def number_of(number: str, key: bytes) -> str:
    """The number as given, or one made of the content key."""
    return number.strip() or f"{WITHOUT_NUMBER}-{key.hex()[:12]}"
