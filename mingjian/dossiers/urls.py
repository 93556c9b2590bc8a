"""Addresses of dossiers."""

from django.urls import path, re_path

from mingjian.dossiers import views

urlpatterns = [
    path("dossiers/<int:pk>/", views.dossier, name="dossier"),
    path("dossiers/<int:pk>.json", views.dossier_json, name="dossier-json"),
    path("targets/<int:pk>/prepare", views.dossier_prepare, name="dossier-prepare"),
    path("targets/<int:pk>/focus", views.focus_add, name="focus-add"),
    re_path(r"^focus/(?P<pk>\d{1,18})/(?P<verb>write-back|drop)$", views.focus_end, name="focus-end"),
]
