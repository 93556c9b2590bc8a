"""Addresses of the second factor."""

from django.urls import path

from mingjian.accounts.second_factor import views

urlpatterns = [
    path("sign-in/code", views.give_code, name="second-factor-code"),
    path("account/second-factor", views.overview, name="second-factor"),
    path("account/second-factor/begin", views.begin, name="second-factor-begin"),
    path("account/second-factor/confirm", views.confirm, name="second-factor-confirm"),
    path("account/second-factor/recovery-codes", views.renew_codes, name="recovery-codes-renew"),
]
