"""What a pool member's page shows, read through the gate; and the sections that pools add to other pages."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from mingjian.accounts.models import Exclusion
from mingjian.accounts.wall import ScopedRequest
from mingjian.flow.deeds import deeds_html, plain_words
from mingjian.offices.rights import Right
from mingjian.offices.scope import Scope
from mingjian.orgs.models import Organisation
from mingjian.people.models import Person
from mingjian.rounds.labels import POOL_LABELS
from mingjian.rounds.models import Member, PoolMember, Round
from mingjian.rounds.pool_kinds import POOL, Ground, Pool, Speciality
from mingjian.ui.components import Action, Fact, ReasonDialog


def context(member: PoolMember, scope: Scope) -> dict[str, Any]:
    """The page's values."""
    may_edit = scope.may(Right.EDIT_REGISTER, str(member.office_path))
    return {
        "title": member.person.name,
        "subtitle": Pool(member.pool).label,
        "kicker": _("Cadre pools"),
        "kicker_url": reverse("pool-list"),
        "member": member,
        "facts": _facts(member, scope),
        "texts": [(words, text) for words, text in _texts(member) if text],
        "actions": _actions(member) if may_edit else [],
        "dialogs": _dialogs(member) if may_edit else [],
        "recusals": _recusals(member, scope, may_edit=may_edit),
        "served": _served(member, scope),
        "history": deeds_html("pool_member", member.pk, POOL_LABELS, _words(scope)),
    }


def _facts(member: PoolMember, scope: Scope) -> list[Fact]:
    state = POOL.states[member.state]
    seen = Person.objects.visible_to(scope).filter(pk=member.person_id).exists()
    in_scope = member.org_id and Organisation.objects.visible_to(scope).filter(pk=member.org_id).exists()
    facts = [
        Fact(_("Person"), member.person.name, reverse("person", args=[member.person_id]) if seen else ""),
        Fact(_("State"), state.words, tone=state.tone if state.tone != "neutral" else ""),
        Fact(_("Unit"), member.unit, reverse("organisation", args=[member.org_id]) if in_scope else ""),
        Fact(_("Post"), member.post),
        Fact(_("Rank"), member.get_rank_display() if member.rank else ""),
        Fact(_("In the pool since"), member.joined_on),
        Fact(_("Out of the pool since"), member.left_on),
        Fact(_("Office"), member.office.name),
    ]
    return [fact for fact in facts if fact.value]


def _texts(member: PoolMember) -> list[tuple[str, str]]:
    return [
        (_("Specialities"), "、".join(str(Speciality(code).label) for code in member.specialities)),
        (_("Political status"), member.political_status),
        (_("Education"), member.education),
        (_("Awards"), member.awards),
        (_("Note"), member.note),
    ]


def _actions(member: PoolMember) -> list[Action]:
    found = [
        Action(_("Change"), reverse("pool-revise", args=[member.pk]), "pencil"),
        Action(_("Declare a recusal"), reverse("recusal-declare", args=[member.pk]), "shield"),
    ]
    return found + [
        Action(step.words, reverse("pool-move", args=[member.pk, step.verb]), tone="primary", post=True)
        for step in POOL.moves_from(member.state)
        if not step.asks_reason
    ]


def _dialogs(member: PoolMember) -> list[ReasonDialog]:
    return [
        ReasonDialog(f"move-{step.verb}", step.words, reverse("pool-move", args=[member.pk, step.verb]))
        for step in POOL.moves_from(member.state)
        if step.asks_reason
    ]


def _recusals(member: PoolMember, scope: Scope, *, may_edit: bool) -> list[dict[str, Any]]:
    rows = list(member.recusals.select_related("org").order_by("-valid", "-pk"))
    seen = Organisation.objects.visible_to(scope).in_bulk([row.org_id for row in rows])
    found = []
    for row in rows:
        in_force = row.valid.lower <= scope.on and (row.valid.upper is None or scope.on < row.valid.upper)
        lift = reverse("recusal-lift", args=[member.pk, row.pk])
        found.append(
            {
                "org": row.org.name if row.org_id in seen else _("a body out of your scope"),
                "url": reverse("organisation", args=[row.org_id]) if row.org_id in seen else "",
                "ground": Ground(row.ground).label,
                "note": row.note,
                "since": row.valid.lower,
                "until": row.valid.upper,
                "in_force": in_force,
                "lift": ReasonDialog(f"lift-{row.pk}", _("Lift"), lift) if may_edit and in_force else None,
            }
        )
    return found


def _served(member: PoolMember, scope: Scope) -> list[Member]:
    """The visible teams in which the users linked to this person served, the latest first."""
    users = Exclusion.objects.filter(basis=Exclusion.Basis.SELF, person_id=member.person_id).values("user_id")
    rows = Member.objects.filter(user__in=users, team__round__in=Round.objects.visible_to(scope))
    return list(rows.select_related("team__round").order_by("-team__round__during", "-pk"))


def _words(scope: Scope) -> Any:
    """How the history shows values: codes as words, bodies by their names as far as in scope."""

    def show(field: str, value: Any) -> str:
        if field == "specialities" and value:
            return "、".join(str(Speciality(code).label) for code in value)
        if field == "org_id" and value:
            name = Organisation.objects.visible_to(scope).filter(pk=value).values_list("name", flat=True).first()
            return name or "—"
        if field == "recusal" and value:
            org_id, _colon, ground = str(value).partition(":")
            return f"{show('org_id', int(org_id))} · {Ground(ground).label}"
        return plain_words(field, value)

    return show


def person_section(request: ScopedRequest, person: Person) -> str:
    """The person's places in pools that the reader sees."""
    rows = PoolMember.objects.visible_to(request.scope).filter(person=person).select_related("office")
    found = list(rows.order_by("-joined_on", "pk"))
    return render_to_string("rounds/parts/pools.html", {"rows": found}, request) if found else ""
