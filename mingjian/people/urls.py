"""Addresses of this room."""

from django.urls import path

from mingjian.people import tenure_views, views

urlpatterns = [
    path("people/", views.person_list, name="person-list"),
    path("people/new", tenure_views.person_record, name="person-record"),
    path("people/tenures/", tenure_views.tenure_list, name="tenure-list"),
    path("people/tenures/<int:pk>/revise", tenure_views.tenure_revise, name="tenure-revise"),
    path("people/tenures/<int:pk>/withdraw", tenure_views.tenure_withdraw, name="tenure-withdraw"),
    path("people/<int:pk>/tenures/new", tenure_views.tenure_record, name="tenure-record"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/revise", views.person_revise, name="person-revise"),
    path("people/tenures/<int:pk>/", tenure_views.tenure, name="tenure"),
]
