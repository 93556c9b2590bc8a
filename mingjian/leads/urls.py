"""Addresses of this room."""

from django.urls import path

from mingjian.leads import views

urlpatterns = [
    path("leads/", views.lead_list, name="lead-list"),
    path("leads/<int:pk>/", views.lead, name="lead"),
    path("leads/<int:pk>/<slug:verb>", views.lead_move, name="lead-move"),
    path("outcomes/<int:pk>/", views.outcome, name="outcome"),
]
