"""Tables of grants, and what one user holds and held on one page."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.accounts.models import Exclusion, Grant, Substitution, User
from mingjian.accounts.querysets import ended_grants_of, exclusions_of, grants_of, names_of, substitutions_of
from mingjian.offices.rights import ROLES
from mingjian.offices.scope import Scope
from mingjian.ui.components import Action, Empty, Fact, Tab
from mingjian.ui.tables import Cell, Column, Row, Table

MOST_GRANTS = 500


def grants_table(grants: Any, *, may_revoke: bool = False) -> Table:
    """Rights in force by office, with the way to revoke each where the reader may."""
    columns = [
        Column("user", _("User")),
        Column("username", _("Sign-in name")),
        Column("role", _("Role")),
        Column("office", _("Office")),
        Column("since", _("In force from")),
        Column("until", _("Until before")),
    ]
    if may_revoke:
        columns.append(Column("revoke", _("Revoke")))
    rows = []
    for grant in grants[:MOST_GRANTS]:
        holder = Cell(grant.user.display_name, url=reverse("holder", args=[grant.user_id]) if may_revoke else "")
        cells: list[Any] = [holder, grant.user.username, *_what(grant)]
        if may_revoke:
            cells.append(Cell(_("Revoke …"), url=reverse("grant-revoke", args=[grant.pk])))
        rows.append(Row(str(grant.pk), cells))
    hint = (
        _("Nobody holds a right here, or nobody of that name.") if may_revoke else _("Your tasks come from the teams.")
    )
    return Table(_("Rights in force"), columns, rows, empty=Empty(_("No right in force"), hint), id="grants")


def _what(grant: Grant) -> list[Any]:
    return [ROLES[grant.role].words, grant.office.name, grant.valid.lower, grant.valid.upper]


def tabs(current: str) -> list[Tab]:
    """The security administrator's lists: what is held where, by whom, and how users sign in."""
    names = (("grant-list", _("By office")), ("holder-list", _("By user")), ("sign-in-list", _("Sign-in")))
    return [Tab(words, reverse(name), name == current) for name, words in names]


def holder_context(user: User, scope: Scope) -> dict[str, Any]:
    """All that one user holds and held: grants, link, conflicts (their kind and time only), substitutions."""
    exclusions = list(exclusions_of(user))
    link = next((row for row in exclusions if row.basis == Exclusion.Basis.SELF and scope.on in row.valid), None)
    facts = [
        Fact(_("Sign-in name"), user.username),
        Fact(_("Office"), user.office.name),
        Fact(_("Account"), _("open") if user.is_active else _("account closed")),
        Fact(
            _("Linked to person"),
            _("No. %(number)d") % {"number": link.person_id} if link else _("nobody"),
            tone="" if link else "due",
            note=_("kept from what is about them and their bodies")
            if link
            else _("only the office's body is excluded"),
        ),
    ]
    own = scope.actor.user_id == user.pk
    return {
        "title": user.display_name,
        "kicker": _("Rights"),
        "kicker_url": reverse("holder-list"),
        "actions": [] if own else _actions(user, link),
        "notices": [("due", _("Nobody changes their own rights; another security administrator does."))] if own else [],
        "facts": facts,
        "tables": [
            grants_table(grants_of(user), may_revoke=not own),
            _ended(user),
            _exclusions(exclusions, scope),
            substitutions_table(substitutions_of(user), scope),
        ],
    }


def _actions(user: User, link: Exclusion | None) -> list[Action]:
    give = Action(_("Grant a right"), f"{reverse('grant-give')}?user={user.username}", "plus", "primary")
    signs_in = Action(_("Sign-in"), reverse("sign-in-state", args=[user.pk]), "lock")
    if link:
        return [give, signs_in, Action(_("End the link"), reverse("holder-unlink", args=[user.pk]), "unlink")]
    return [give, signs_in, Action(_("Link to a person"), reverse("holder-link", args=[user.pk]), "link")]


def _ended(user: User) -> Table:
    grants = list(ended_grants_of(user)[:MOST_GRANTS])
    names = names_of(grant.revoked_by for grant in grants if grant.revoked_by)
    columns = [
        Column("role", _("Role")),
        Column("office", _("Office")),
        Column("since", _("In force from")),
        Column("until", _("Until before")),
        Column("revoked", _("Revoked at")),
        Column("by", _("Revoked by")),
    ]
    rows = [
        Row(str(grant.pk), [*_what(grant), grant.revoked_at, names.get(grant.revoked_by or 0, "")]) for grant in grants
    ]
    return Table(_("Rights that were revoked"), columns, rows, empty=Empty(_("Nothing was revoked")), id="ended")


def _exclusions(rows: Iterable[Exclusion], scope: Scope) -> Table:
    """Of declared conflicts the security administrator sees that they are, not with whom."""
    columns = [
        Column("basis", _("Ground")),
        Column("kind", _("Kind")),
        Column("subject", _("With")),
        Column("since", _("Beginning on")),
        Column("until", _("Until before")),
        Column("state", _("State")),
    ]
    cells = [
        Row(
            str(row.pk),
            [
                row.get_basis_display(),
                row.get_kind_display() if row.kind else "",
                _("a body") if row.org_id is not None else _("a person"),
                row.valid.lower,
                row.valid.upper,
                in_force(row, scope),
            ],
        )
        for row in rows
    ]
    empty = Empty(_("No exclusion"), _("No link to a person and no declared conflict."))
    return Table(_("Link and declared conflicts"), columns, cells, empty=empty, id="exclusions")


def in_force(row: Exclusion, scope: Scope) -> Cell:
    """Whether an exclusion holds today."""
    if scope.on in row.valid:
        return Cell(_("in force"), state="active")
    ahead = row.withdrawn_at is None and not row.valid.isempty and row.valid.lower > scope.on
    return Cell(_("ahead"), state="neutral") if ahead else Cell(_("over"), state="closed")


def substitutions_table(rows: Iterable[Substitution], scope: Scope) -> Table:
    """Who stands in for whom, and when."""
    columns = [
        Column("principal", _("Person represented")),
        Column("substitute", _("Substitute")),
        Column("since", _("Beginning on")),
        Column("until", _("Until before")),
        Column("state", _("State")),
    ]
    cells = [
        Row(
            str(row.pk),
            [
                row.principal.display_name,
                row.substitute.display_name,
                row.valid.lower,
                row.valid.upper,
                state(row, scope),
            ],
        )
        for row in rows
    ]
    empty = Empty(_("No substitution"), _("Nobody stands in for this user, nor this user for anybody."))
    return Table(_("Substitution"), columns, cells, empty=empty, id="substitutions")


def state(row: Substitution, scope: Scope) -> Cell:
    """Whether a substitution runs today."""
    if row.ended_at is not None or row.valid.upper <= scope.on:
        return Cell(_("over"), state="closed")
    return Cell(_("in force"), state="active") if scope.on in row.valid else Cell(_("ahead"), state="neutral")
