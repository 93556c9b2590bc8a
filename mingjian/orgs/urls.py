"""Addresses of organisations."""

from django.urls import path, re_path

from mingjian.orgs import division_views, office_views, pick_views, views

urlpatterns = [
    path("organisations/", views.organisation_list, name="organisation-list"),
    path("organisations/new", views.organisation_record, name="organisation-record"),
    path("organisations/<int:pk>/", views.organisation, name="organisation"),
    path("organisations/<int:pk>/tree", views.organisation_tree, name="organisation-tree"),
    path("organisations/<int:pk>/offices", views.organisation_hand_over, name="organisation-hand-over"),
    path("organisations/<int:pk>/revise", views.organisation_revise, name="organisation-revise"),
    re_path(
        r"^organisations/(?P<pk>\d{1,18})/(?P<verb>rename|move|merge|split)$",
        views.organisation_change,
        name="organisation-change",
    ),
    path("picks/<slug:kind>", pick_views.pick, name="pick"),
    path("offices/", office_views.office_list, name="office-list"),
    path("offices/ledger", office_views.office_ledger, name="office-ledger"),
    path("offices/<int:pk>/", office_views.office, name="office"),
    re_path(
        r"^offices/(?P<pk>\d{1,18})/(?P<verb>found|rename|move|sight|body|end)$",
        office_views.office_change,
        name="office-change",
    ),
    path("divisions/", division_views.division_list, name="division-list"),
    path("divisions/load", division_views.division_load, name="division-load"),
    path("divisions/export.csv", division_views.division_export, name="division-export"),
    path("divisions/<str:code>/", division_views.division, name="division"),
    path("successions/<int:pk>/undo", views.succession_undo, name="succession-undo"),
]
