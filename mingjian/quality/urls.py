"""Addresses of this room."""

from django.urls import path

from mingjian.quality import views

urlpatterns = [
    path("quality/", views.overview, name="quality"),
    path("quality/offices", views.offices, name="quality-offices"),
    path("quality/count", views.count, name="quality-count"),
    path("quality/<slug:code>/", views.rule_page, name="quality-rule"),
    path("quality/<slug:code>/<int:pk>/mute", views.mute_row, name="quality-mute"),
    path("quality/<slug:code>/<int:pk>/unmute", views.unmute_row, name="quality-unmute"),
]
