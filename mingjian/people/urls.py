"""Addresses of this room."""

from django.urls import path

from mingjian.people import question_views, review_views, tenure_views, views

urlpatterns = [
    path("people/", views.person_list, name="person-list"),
    path("people/new", tenure_views.person_record, name="person-record"),
    path("people/tenures/", tenure_views.tenure_list, name="tenure-list"),
    path("people/tenures/<int:pk>/revise", tenure_views.tenure_revise, name="tenure-revise"),
    path("people/tenures/<int:pk>/withdraw", tenure_views.tenure_withdraw, name="tenure-withdraw"),
    path("people/<int:pk>/tenures/new", tenure_views.tenure_record, name="tenure-record"),
    path("people/review/", review_views.review, name="person-review"),
    path("people/review/match", review_views.review_match, name="person-match"),
    path("people/judgements/<int:pk>/undo", review_views.judgement_undo, name="judgement-undo"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/compare/<int:other>", review_views.person_compare, name="person-compare"),
    path("people/<int:pk>/revise", views.person_revise, name="person-revise"),
    path("people/tenures/<int:pk>/", tenure_views.tenure, name="tenure"),
    path("people/<int:pk>/colleagues", question_views.person_colleagues, name="person-colleagues"),
    path("people/<int:pk>/paths", question_views.person_paths, name="person-paths"),
    path("organisations/<int:pk>/leaders", question_views.organisation_leaders, name="organisation-leaders"),
    path("organisations/<int:pk>/posts/<str:key>", question_views.post, name="post"),
]
