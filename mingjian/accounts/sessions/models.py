"""What is kept of a sign-in: families of browsers and names of networks, never an address."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignIn(models.Model):
    """One sign-in and how it ended. `session_key` names the session while it may still live.

    `browser`, `system`: codes of `sessions.browsers`; `network`: the name the installation gave it, or "".
    """

    class By(models.TextChoices):
        PASSWORD = "password", _("password only")
        CODE = "code", _("password and code")
        RECOVERY_CODE = "recovery_code", _("password and recovery code")

    class Ended(models.TextChoices):
        SIGNED_OUT = "signed_out", _("signed out")
        BY_USER = "by_user", _("ended by the user")
        BY_ADMINISTRATOR = "by_administrator", _("ended by the security administrator")
        PASSWORD_CHANGED = "password_changed", _("ended by a new password")

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.TextField(default="")
    began_at = models.DateTimeField()
    by = models.TextField(choices=By.choices, default=By.PASSWORD)
    browser = models.TextField(default="")
    system = models.TextField(default="")
    network = models.TextField(default="")
    ended_at = models.DateTimeField(null=True)
    ended = models.TextField(choices=Ended.choices, default="")

    class Meta:
        app_label = "accounts"
        indexes: ClassVar = [models.Index(fields=["user", "-began_at"], name="accounts_sign_in_latest")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(session_key=""), name="accounts_sign_in_ended_is_over"
            ),
            models.UniqueConstraint(
                fields=["session_key"], condition=~models.Q(session_key=""), name="accounts_sign_in_of_session"
            ),
        ]

    def __str__(self) -> str:
        return f"sign-in of {self.user_id}"
