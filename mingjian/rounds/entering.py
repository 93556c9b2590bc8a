"""No body is entered twice in one round."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from mingjian.rounds.models import Round, Target, Team

# A target to be: the caller's key, its team and its body.
Entering = tuple[str, int, int]


def refuse_twice(rows: Iterable[Entering], *, without: Iterable[int] = ()) -> dict[str, str]:
    """Key → sentence for every body that its round enters already, or twice in `rows`. The rounds are locked.

    `without` are targets that do not count: those about to be moved.
    """
    wanted = list(rows)
    round_of = dict(Team.objects.filter(pk__in={team for _key, team, _org in wanted}).values_list("pk", "round_id"))
    rounds = sorted(set(round_of.values()))
    list(Round.objects.select_for_update().filter(pk__in=rounds).order_by("pk").values_list("pk"))
    stored = Target.objects.filter(team__round__in=rounds).exclude(pk__in=list(without))
    seen = set(stored.values_list("team__round_id", "org_id"))
    wrong: dict[str, str] = {}
    for key, team, org in wanted:
        pair = (round_of.get(team, 0), org)
        if pair in seen:
            wrong[key] = _("This round enters the organisation already; nobody is inspected twice in one round.")
        seen.add(pair)
    return wrong
