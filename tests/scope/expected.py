"""What the design says about each kind, written a second time and apart from the code that it is compared with."""

from dataclasses import dataclass

from mingjian.offices.rights import Right


@dataclass(frozen=True, slots=True)
class Expected:
    """`right` reads the kind. `by_task` says what a task reaches it by: the target, a body, or nothing.

    `burdens`: the row says something about somebody, and is kept from its own subjects.
    """

    right: Right
    by_task: str = ""
    burdens: bool = True


EXPECTED: dict[str, Expected] = {
    "organisation": Expected(Right.READ_REGISTER, "body", burdens=False),
    "office": Expected(Right.READ_REGISTER, burdens=False),
    "person": Expected(Right.READ_REGISTER, "body", burdens=False),
    "tenure": Expected(Right.READ_REGISTER, "body", burdens=False),
    "round": Expected(Right.READ_REGISTER),
    "team": Expected(Right.READ_REGISTER),
    "pool_member": Expected(Right.READ_REGISTER, burdens=False),
    "resume_line": Expected(Right.READ_REGISTER, burdens=False),
    "target": Expected(Right.READ_REGISTER, "target"),
    "finding": Expected(Right.READ_FINDINGS, "target"),
    "lead": Expected(Right.READ_LEADS),
    "outcome": Expected(Right.READ_FINDINGS),
    "focus": Expected(Right.OPEN_DOSSIERS, "target"),
    "batch": Expected(Right.IMPORT, burdens=False),
    "export": Expected(Right.EXPORT),
    "learned": Expected(Right.IMPORT, burdens=False),
}
# of each role's rights, those by which some kind is read
READS: dict[str, frozenset[Right]] = {
    "viewer": frozenset({Right.READ_REGISTER, Right.READ_FINDINGS}),
    "clerk": frozenset({Right.READ_REGISTER, Right.READ_FINDINGS, Right.IMPORT, Right.EXPORT}),
    "office_head": frozenset(
        {
            Right.READ_REGISTER,
            Right.READ_FINDINGS,
            Right.READ_LEADS,
            Right.OPEN_DOSSIERS,
            Right.IMPORT,
            Right.EXPORT,
        }
    ),
    "leads_officer": frozenset(
        {Right.READ_REGISTER, Right.READ_FINDINGS, Right.READ_LEADS, Right.IMPORT, Right.EXPORT}
    ),
    "system_administrator": frozenset(),
    "security_administrator": frozenset(),
    "audit_administrator": frozenset(),
    "team_member": frozenset({Right.READ_REGISTER, Right.READ_FINDINGS, Right.OPEN_DOSSIERS}),
    "team_leader": frozenset({Right.READ_REGISTER, Right.READ_FINDINGS, Right.OPEN_DOSSIERS, Right.EXPORT}),
}
