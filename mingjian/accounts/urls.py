"""Addresses of accounts."""

from django.urls import path

from mingjian.accounts import views

urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("account", views.my_account, name="my-account"),
    path("grants/", views.grant_list, name="grant-list"),
    path("grants/give", views.grant_give, name="grant-give"),
    path("grants/<int:pk>/revoke", views.grant_revoke, name="grant-revoke"),
]
