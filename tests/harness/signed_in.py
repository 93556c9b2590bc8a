"""`Client.force_login` stands for a whole sign-in: password, and the second factor where one is needed.

What happens between the two is tested by signing in through the pages.
"""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from mingjian.accounts.steps import PASSED


def pass_the_factor(sender: object, request: HttpRequest, **_given: Any) -> None:
    """Mark the session that `force_login` makes: its request has no path, a page's has one."""
    if not request.path:
        request.session[PASSED] = "force_login"


def connect() -> None:
    """Listen to sign-ins of the test client. Called once Django is set up."""
    user_logged_in.connect(pass_the_factor, dispatch_uid="tests.pass_the_factor")
