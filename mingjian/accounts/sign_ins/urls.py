"""Addresses of the security administrator's pages on signing in."""

from django.urls import path

from mingjian.accounts.sign_ins import views

urlpatterns = [
    path("sign-ins/", views.state_list, name="sign-in-list"),
    path("sign-ins/<int:pk>/", views.state, name="sign-in-state"),
    path("sign-ins/<int:pk>/unlock", views.unlock, name="sign-in-unlock"),
    path("sign-ins/<int:pk>/reset-factor", views.reset_factor, name="sign-in-reset-factor"),
    path("sign-ins/<int:pk>/give-password", views.give_password, name="sign-in-give-password"),
    path("sign-ins/<int:pk>/end-sessions", views.end_sessions, name="sign-in-end-sessions"),
]
