"""Who may be given a lead: colleagues of its office who can read it themselves."""

from mingjian.accounts.models import User
from mingjian.accounts.scopes import build
from mingjian.leads.models import Lead

MOST = 200


def may_handle(user: User, lead: Lead) -> bool:
    """Whether the lead is in the user's own sight: by right, and not about them, their body or a declared conflict."""
    return bool(user.is_active) and Lead.objects.visible_to(build(user)).filter(pk=lead.pk).exists()


def handlers(lead: Lead) -> list[User]:
    """Colleagues of the lead's office who may be given it."""
    colleagues = User.objects.filter(office=lead.office_id, is_active=True).order_by("display_name")[:MOST]
    return [user for user in colleagues if may_handle(user, lead)]


def colleague(user_id: int | None) -> User | None:
    """A user by id."""
    return User.objects.filter(pk=user_id).first() if user_id else None
