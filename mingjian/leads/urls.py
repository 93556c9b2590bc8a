"""Addresses of this room."""

from django.urls import path

from mingjian.leads.views import leads, outcomes, sealed, steps

urlpatterns = [
    path("leads/", leads.lead_list, name="lead-list"),
    path("leads/record", leads.lead_record, name="lead-record"),
    path("leads/sealed", sealed.lead_sealed, name="lead-sealed"),
    path("leads/clarify", sealed.lead_clarify, name="lead-clarify"),
    path("leads/<int:pk>/", leads.lead, name="lead"),
    path("leads/<int:pk>/edit", leads.lead_edit, name="lead-edit"),
    path("leads/<int:pk>/<slug:verb>", steps.lead_move, name="lead-move"),
    path("outcomes/", outcomes.outcome_list, name="outcome-list"),
    path("outcomes/record", outcomes.outcome_record, name="outcome-record"),
    path("outcomes/<int:pk>/", outcomes.outcome, name="outcome"),
    path("outcomes/<int:pk>/edit", outcomes.outcome_edit, name="outcome-edit"),
    path("outcomes/<int:pk>/correct", outcomes.outcome_correct, name="outcome-correct"),
    path("outcomes/<int:pk>/revoke", outcomes.outcome_revoke, name="outcome-revoke"),
]
