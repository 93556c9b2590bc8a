"""Addresses of this room."""

from django.urls import path

from mingjian.people import views

urlpatterns = [
    path("people/", views.person_list, name="person-list"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/revise", views.person_revise, name="person-revise"),
    path("people/tenures/<int:pk>/", views.tenure, name="tenure"),
]
