"""What is kept of a second factor. The secret is encrypted to a key outside the database, recovery codes are hashed."""

from typing import ClassVar

from django.db import models


class Factor(models.Model):
    """An authenticator app of a user: the one in force, or one being set up that no code has confirmed yet.

    `last_step` is the latest 30-second step whose code was taken: a code works once.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="factors")
    sealed_secret = models.BinaryField()
    begun_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        app_label = "accounts"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(confirmed_at=None), name="accounts_factor_one_begun"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=~models.Q(confirmed_at=None), name="accounts_factor_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"factor of {self.user_id}"


class RecoveryCode(models.Model):
    """One of the ten codes that stand in for the app, each once."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.BinaryField()
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "accounts"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "code_hash"], name="accounts_recovery_code_once")
        ]

    def __str__(self) -> str:
        return f"recovery code of {self.user_id}"
