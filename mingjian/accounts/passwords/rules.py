"""Rules for passwords, as Django's validators: each refuses with a sentence that says what to change.

GB/T 22239-2019, level 3, 8.1.4.1 a asks for complexity and regular change and leaves the figures to the operator; they
are settings (`MINGJIAN_PASSWORD_LENGTH`, `MINGJIAN_PASSWORD_DAYS`).
"""

import re
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mingjian.accounts.models import PastPassword, User
from mingjian.lib.names import name_key, pinyin_keys

KINDS = ("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]")
FEWEST_KINDS = 3
# A sentence of this length needs no mixture of characters.
LONG_ENOUGH = 20
REMEMBERED = 5
# Shorter parts of a name are in too many passwords by chance.
SHORTEST_NAME, SHORTEST_HAN = 4, 2
# What people write for letters, and what local habit repeats: 爱你, 一生一世, keyboard columns.
LEET = str.maketrans("013457@$!", "oleastasi")
HABITS = ("woaini", "5201314", "qwerty", "asdf", "1qaz", "2wsx", "abc123", "admin", "password", "mima", "123456")


class LongEnough:
    """The length the installation asks for."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError when it is shorter."""
        if len(password) < settings.PASSWORD_LENGTH:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("At least %(count)d characters.") % {"count": settings.PASSWORD_LENGTH}


class SeveralKinds:
    """Three of four kinds of characters, or twenty characters and more."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError when it is neither mixed nor long."""
        kinds = sum(bool(re.search(kind, password)) for kind in KINDS)
        if kinds < FEWEST_KINDS and len(password) < LONG_ENOUGH:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _(
            "Use three of these kinds: small letters, capital letters, digits, other signs; or at least %(count)d"
            " characters."
        ) % {"count": LONG_ENOUGH}


class NotCommon:
    """Not on the list of common passwords, also with digits and signs around or letters written as digits."""

    def __init__(self) -> None:
        self.common = CommonPasswordValidator().passwords

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for a common password or one made from it."""
        if any(form in self.common for form in self._forms(password)) or _is_made_of_habits(password):
            raise ValidationError(self.get_help_text(), code="password_too_common")

    def _forms(self, password: str) -> Iterator[str]:
        low = password.lower()
        for form in (low, low.translate(LEET)):
            core = re.sub(r"^[^a-z]+|[^a-z]+$", "", form)
            yield form
            if len(core) >= SHORTEST_NAME:
                yield core

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("Passwords that many people use are refused, also with digits before or after them.")


def _is_made_of_habits(password: str) -> bool:
    """Whether fewer than eight characters are left without runs, repetitions and what everybody types."""
    rest = password.lower()
    for habit in HABITS:
        rest = rest.replace(habit, "")
    rest = re.sub(r"(.)\1{2,}", r"\1", rest)
    kept = [
        character
        for at, character in enumerate(rest)
        if at == 0 or abs(ord(character) - ord(rest[at - 1])) != 1 or not character.isalnum()
    ]
    return len(kept) < 8


class NoNames:
    """Not the sign-in name, the display name or its pinyin, forwards, whatever stands around."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError when one of the user's names is in the password."""
        if user is None:
            return
        plain = re.sub(r"[\W_]", "", password.lower())
        if any(name in plain for name in _names(user)):
            raise ValidationError(self.get_help_text(), code="password_has_name")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("Your sign-in name and your name are not in it, neither in characters nor in pinyin.")


def _names(user: User) -> Iterator[str]:
    for name in (user.username.lower(), *pinyin_keys(user.display_name).split()):
        plain = re.sub(r"[\W_]", "", name)
        if len(plain) >= SHORTEST_NAME:
            yield plain
    han = name_key(user.display_name)
    if len(han) >= SHORTEST_HAN:
        yield han


class NotOneOfTheLast:
    """None of the last five passwords, the present one included."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError when the user had this password lately."""
        if user is None or user.pk is None:
            return
        past = PastPassword.objects.filter(user=user).order_by("-chosen_at").values_list("password", flat=True)
        if any(check_password(password, known) for known in {user.password, *past[:REMEMBERED]}):
            raise ValidationError(self.get_help_text(), code="password_used_before")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("It is none of your last %(count)d passwords.") % {"count": REMEMBERED}
