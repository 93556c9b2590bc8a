"""Addresses of findings."""

from django.urls import path

from mingjian.findings import question_views, views

urlpatterns = [
    path("findings/", views.finding_list, name="finding-list"),
    path("findings/record", views.finding_record, name="finding-record"),
    path("findings/<int:pk>/", views.finding, name="finding"),
    path("findings/<int:pk>/edit", views.finding_edit, name="finding-edit"),
    path("findings/<int:pk>/review", views.finding_review, name="finding-review"),
    path("rounds/<int:pk>/leaders-where", question_views.round_leaders_where, name="round-leaders-where"),
    path("findings/<int:pk>/undo/<int:change>", views.finding_undo, name="finding-undo"),
    path("findings/<int:pk>/<str:verb>", views.finding_move, name="finding-move"),
]
