"""Addresses of signing in and out, and of one's sessions."""

from django.urls import path

from mingjian.accounts.sessions import views

urlpatterns = [
    path("sign-in", views.sign_in, name="sign-in"),
    path("sign-out", views.sign_out, name="sign-out"),
    path("account/sessions", views.session_list, name="session-list"),
    path("account/sessions/<int:pk>/end", views.session_end, name="session-end"),
    path("account/sessions/end-others", views.session_end_others, name="session-end-others"),
]
