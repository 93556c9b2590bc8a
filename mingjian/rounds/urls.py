"""Addresses of this room."""

from django.urls import path

from mingjian.rounds import views

urlpatterns = [
    path("rounds/", views.round_list, name="round-list"),
    path("rounds/<int:pk>/", views.round_page, name="round"),
    path("rounds/<int:pk>/members", views.team_assign, name="team-assign"),
    path("rounds/members/<int:pk>/release", views.team_unassign, name="team-unassign"),
    path("targets/<int:pk>/", views.target, name="target"),
    path("targets/<int:pk>/steps/<slug:verb>", views.target_move, name="target-move"),
]
