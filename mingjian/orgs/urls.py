"""Addresses of organisations."""

from django.urls import path, re_path

from mingjian.orgs import office_views, pick_views, views

urlpatterns = [
    path("organisations/", views.organisation_list, name="organisation-list"),
    path("organisations/new", views.organisation_record, name="organisation-record"),
    path("organisations/<int:pk>/", views.organisation, name="organisation"),
    path("organisations/<int:pk>/tree", views.organisation_tree, name="organisation-tree"),
    path("organisations/<int:pk>/revise", views.organisation_revise, name="organisation-revise"),
    re_path(
        r"^organisations/(?P<pk>\d{1,18})/(?P<verb>rename|move|merge|split)$",
        views.organisation_change,
        name="organisation-change",
    ),
    path("picks/<slug:kind>", pick_views.pick, name="pick"),
    path("offices/", office_views.office_list, name="office-list"),
    path("successions/<int:pk>/undo", views.succession_undo, name="succession-undo"),
]
