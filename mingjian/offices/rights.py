"""Rights and the roles that bundle them, as data. Nothing defaults to "all"."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Right(StrEnum):
    """What a grant allows within its reach."""

    READ_REGISTER = "read_register"
    READ_FINDINGS = "read_findings"
    READ_LEADS = "read_leads"
    OPEN_DOSSIERS = "open_dossiers"
    EDIT_REGISTER = "edit_register"
    EDIT_FINDINGS = "edit_findings"
    EDIT_LEADS = "edit_leads"
    OPEN_SEALED_LEADS = "open_sealed_leads"
    EDIT_FOCUS = "edit_focus"
    PLAN_ROUNDS = "plan_rounds"
    IMPORT = "import"
    EXPORT = "export"
    LEAD_OFFICE = "lead_office"
    MANAGE_USERS = "manage_users"
    RUN_SYSTEM = "run_system"
    MANAGE_GRANTS = "manage_grants"
    MANAGE_OFFICES = "manage_offices"
    READ_AUDIT = "read_audit"


RIGHT_WORDS: dict[Right, str | Promise] = {
    Right.READ_REGISTER: _("read organisations, persons and rounds"),
    Right.READ_FINDINGS: _("read findings and outcomes"),
    Right.READ_LEADS: _("read leads"),
    Right.OPEN_DOSSIERS: _("open dossiers"),
    Right.EDIT_REGISTER: _("keep organisations and persons"),
    Right.EDIT_FINDINGS: _("keep findings and their rectification"),
    Right.EDIT_LEADS: _("handle leads"),
    Right.OPEN_SEALED_LEADS: _("open leads that were closed as unfounded"),
    Right.EDIT_FOCUS: _("keep focus lists"),
    Right.PLAN_ROUNDS: _("plan rounds and form teams"),
    Right.IMPORT: _("import files"),
    Right.EXPORT: _("export files"),
    Right.LEAD_OFFICE: _("decide on conflicts of interest and hand over work"),
    Right.MANAGE_USERS: _("create, rename, move and close accounts"),
    Right.RUN_SYSTEM: _("look after the system"),
    Right.MANAGE_GRANTS: _("grant and revoke rights"),
    Right.MANAGE_OFFICES: _("keep offices and deadlines"),
    Right.READ_AUDIT: _("read the record"),
}


class Hand(StrEnum):
    """三员分立: who administers the system, its security, its record, and who does the office's business.

    Nobody holds two of them at one time (GB/T 22239-2019, 8.1.5; the database holds it too: `accounts_grant_hand`).
    """

    BUSINESS = "business"
    SYSTEM = "system"
    SECURITY = "security"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Role:
    """A named bundle of rights; `by_task` roles come with a task and are never granted over an office."""

    code: str
    words: str | Promise
    rights: frozenset[Right]
    by_task: bool = False
    hand: Hand = Hand.BUSINESS


_READ = frozenset({Right.READ_REGISTER, Right.READ_FINDINGS})
_CLERK = _READ | {Right.EDIT_REGISTER, Right.EDIT_FINDINGS, Right.IMPORT, Right.EXPORT}

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role("viewer", _("Reader"), _READ),
        Role("clerk", _("Clerk"), _CLERK),
        Role(
            "office_head",
            _("Head of office"),
            _CLERK
            | {
                Right.READ_LEADS,
                Right.OPEN_SEALED_LEADS,
                Right.OPEN_DOSSIERS,
                Right.EDIT_FOCUS,
                Right.PLAN_ROUNDS,
                Right.LEAD_OFFICE,
            },
        ),
        Role(
            "leads_officer",
            _("Leads officer"),
            _READ | {Right.READ_LEADS, Right.EDIT_LEADS, Right.IMPORT, Right.EXPORT},
        ),
        Role(
            "system_administrator",
            _("System administrator"),
            frozenset({Right.MANAGE_USERS, Right.MANAGE_OFFICES, Right.RUN_SYSTEM}),
            hand=Hand.SYSTEM,
        ),
        Role(
            "security_administrator",
            _("Security administrator"),
            frozenset({Right.MANAGE_GRANTS}),
            hand=Hand.SECURITY,
        ),
        Role("audit_administrator", _("Audit administrator"), frozenset({Right.READ_AUDIT}), hand=Hand.AUDIT),
        Role("team_member", _("Team member"), _READ | {Right.OPEN_DOSSIERS, Right.EDIT_FINDINGS}, by_task=True),
        Role(
            "team_leader",
            _("Team leader"),
            _READ | {Right.OPEN_DOSSIERS, Right.EDIT_FINDINGS, Right.EDIT_FOCUS, Right.EXPORT},
            by_task=True,
        ),
    )
}
ADMINISTRATORS = tuple(role for role in ROLES.values() if role.hand != Hand.BUSINESS)

# Who reads leads, reports or dossiers, or administers accounts or the record, does so behind a second factor only
# (GB/T 22239-2019, level 3, 8.1.4.1 d: two factors, one of them cryptographic).
BEHIND_SECOND_FACTOR: frozenset[Right] = frozenset(
    {
        Right.READ_LEADS,
        Right.EDIT_LEADS,
        Right.OPEN_SEALED_LEADS,
        Right.OPEN_DOSSIERS,
        Right.EDIT_FOCUS,
        *(right for role in ADMINISTRATORS for right in role.rights),
    }
)
