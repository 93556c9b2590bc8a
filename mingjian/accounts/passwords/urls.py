"""The address of one's password."""

from django.urls import path

from mingjian.accounts.passwords import views

urlpatterns = [path("account/password", views.change, name="password-change")]
