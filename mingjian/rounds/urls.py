"""Addresses of this room."""

from django.urls import path

from mingjian.rounds import plan_views, pool_views, register_views, views

urlpatterns = [
    path("rounds/", views.round_list, name="round-list"),
    path("rounds/ledger", register_views.round_ledger, name="round-ledger"),
    path("rounds/coverage", register_views.coverage, name="coverage"),
    path("rounds/new", plan_views.round_record, name="round-record"),
    path("rounds/terms/new", plan_views.term_record, name="term-record"),
    path("rounds/terms/<int:pk>/revise", plan_views.term_revise, name="term-revise"),
    path("rounds/<int:pk>/revise", plan_views.round_revise, name="round-revise"),
    path("rounds/<int:pk>/withdraw", plan_views.round_withdraw, name="round-withdraw"),
    path("rounds/<int:pk>/teams/new", plan_views.team_record, name="team-record"),
    path("rounds/<int:pk>/targets/new", plan_views.target_record, name="target-record"),
    path("teams/", register_views.team_list, name="team-list"),
    path("teams/<int:pk>/", register_views.team, name="team"),
    path("teams/<int:pk>/revise", plan_views.team_revise, name="team-revise"),
    path("teams/<int:pk>/withdraw", plan_views.team_withdraw, name="team-withdraw"),
    path("targets/", register_views.target_list, name="target-list"),
    path("targets/<int:pk>/revise", plan_views.target_revise, name="target-revise"),
    path("targets/<int:pk>/withdraw", plan_views.target_withdraw, name="target-withdraw"),
    path("pools/", pool_views.pool_list, name="pool-list"),
    path("pools/new", pool_views.pool_record, name="pool-record"),
    path("pools/<int:pk>/", pool_views.pool_member, name="pool-member"),
    path("pools/<int:pk>/revise", pool_views.pool_revise, name="pool-revise"),
    path("pools/<int:pk>/steps/<slug:verb>", pool_views.pool_move, name="pool-move"),
    path("pools/<int:pk>/recusals/new", pool_views.recusal_declare, name="recusal-declare"),
    path("pools/<int:pk>/recusals/<int:recusal>/lift", pool_views.recusal_lift, name="recusal-lift"),
    path("rounds/<int:pk>/", views.round_page, name="round"),
    path("rounds/<int:pk>/members", views.team_assign, name="team-assign"),
    path("rounds/members/<int:pk>/release", views.team_unassign, name="team-unassign"),
    path("targets/<int:pk>/", views.target, name="target"),
    path("targets/<int:pk>/steps/<slug:verb>", views.target_move, name="target-move"),
]
