"""Addresses of the rules of deadlines."""

from django.urls import path

from mingjian.flow import views

urlpatterns = [
    path("deadlines/", views.deadline_list, name="deadline-list"),
    path("deadlines/<slug:code>/", views.deadline_edit, name="deadline-edit"),
]
