"""What stands on a body or on a change of it, so that taking back refuses in words instead of leaving a hole."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext

from mingjian.accounts.models import User
from mingjian.lib.dates import PartialDate
from mingjian.lib.errors import WrongState
from mingjian.offices.models import Office
from mingjian.orgs.models import Succession, Superior


def in_words(succession: Succession) -> str:
    """A succession in a few words, for example “merged 2018-10”."""
    on = PartialDate.from_range(succession.on.lower, succession.on.upper)
    return f"{succession.get_kind_display()} {on}"


def later_than(succession: Succession, ids: Collection[int]) -> Succession | None:
    """The latest change in force after `succession` that touched one of `ids`."""
    later = Succession.objects.filter(undone_at=None, pk__gt=succession.pk).order_by("-pk")
    wanted = {str(each) for each in ids}
    for each in later:
        touched = each.before.get("bodies", {}).keys() | {*map(str, each.from_ids), *map(str, each.to_ids)}
        if touched & wanted:
            return each
    return None


def require_unmentioned(ids: Collection[int]) -> None:
    """Refuse to remove bodies that a change, an office, a user or a subordinate outside names.

    What upper rooms hold refers to the organisation by a protecting foreign key and refuses by itself.
    """
    wanted = list(ids)
    changes = Succession.objects.filter(undone_at=None)
    # A change also touches bodies it does not name: a merger hands over whatever stood under the merged body.
    touched = Q(before__bodies__has_any_keys=[str(each) for each in wanted])
    if changes.filter(Q(from_ids__overlap=wanted) | Q(to_ids__overlap=wanted) | touched).exists():
        raise WrongState(gettext("Later changes stand on these organisations; undo those first."))
    if Office.objects.filter(body_id__in=wanted).exists() or User.objects.filter(body_id__in=wanted).exists():
        raise WrongState(gettext("An office or a user belongs to one of these organisations; they stay."))
    if Superior.objects.filter(superior__in=wanted).exclude(organisation__in=wanted).exists():
        raise WrongState(gettext("Other organisations stand under one of these; move them first."))
