"""Addresses of the search."""

from django.urls import path

from mingjian.search import views

urlpatterns = [
    path("search", views.page, name="search"),
    path("search/suggest", views.suggestions, name="search-suggest"),
]
