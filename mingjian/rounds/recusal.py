"""回避: why a user must stay out of the inspection of a body, in words. Empty when nothing stands against it."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from mingjian.accounts.models import Exclusion, User
from mingjian.orgs.tree import bodies_above
from mingjian.people.models import Tenure
from mingjian.rounds.bodies import bodies_of
from mingjian.rounds.models import Recusal, Target


def grounds(user: User, target: Target) -> list[str]:
    """Sentences, the weightiest first: own body, declared conflict with the body or its staff, own post there."""
    day: date = target.on_site.lower
    bodies = bodies_of(target)
    sentences = []
    own = {body for body in (user.body_id, user.office.body_id) if body is not None}
    if (own and own & bodies) or target.org_id in bodies_above(own, day):
        sentences.append(_("It is their own body, or one above or below it."))
    in_force = Exclusion.objects.filter(user=user, valid__contains=day)
    conflicts = in_force.filter(basis=Exclusion.Basis.CONFLICT)
    staff = Tenure.objects.filter(org_id__in=bodies, during__contains=day).values("person_id")
    if conflicts.filter(Q(org_id__in=bodies) | Q(person_id__in=staff)).exists():
        sentences.append(_("They declared a conflict of interest with it or with somebody who serves there."))
    themselves = in_force.filter(basis=Exclusion.Basis.SELF).values("person_id")
    served = Tenure.objects.filter(org_id__in=bodies, person_id__in=themselves, during__overlap=target.inspected)
    if served.exists():
        sentences.append(_("They held a post there in the time that is inspected."))
    declared = Recusal.objects.filter(member__person_id__in=themselves, org_id__in=bodies, valid__contains=day)
    if declared.exists():
        sentences.append(_("A recusal of theirs from it is declared in a pool."))
    return sentences
