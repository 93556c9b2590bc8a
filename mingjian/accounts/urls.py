"""Addresses of accounts."""

from django.urls import include, path

from mingjian.accounts import views
from mingjian.accounts.conflicts import views as conflicts
from mingjian.accounts.duties import views as duties
from mingjian.accounts.grants import views as grants
from mingjian.accounts.leaving import views as leaving
from mingjian.accounts.substitutions import views as substitutions
from mingjian.accounts.users import views as users

urlpatterns = [
    path("", include("mingjian.accounts.sessions.urls")),
    path("", include("mingjian.accounts.passwords.urls")),
    path("", include("mingjian.accounts.second_factor.urls")),
    path("", include("mingjian.accounts.sign_ins.urls")),
    path("account", views.my_account, name="my-account"),
    path("administration/system", duties.system, name="system-administration"),
    path("administration/security", duties.security, name="security-administration"),
    path("administration/audit", duties.audit, name="audit-administration"),
    path("users/", users.user_list, name="user-list"),
    path("users/create", users.user_create, name="user-create"),
    path("users/<int:pk>/", users.user_page, name="user"),
    path("users/<int:pk>/rename", users.user_rename, name="user-rename"),
    path("users/<int:pk>/move", users.user_move, name="user-move"),
    path("users/<int:pk>/end", users.user_end, name="user-end"),
    path("users/<int:pk>/reopen", users.user_reopen, name="user-reopen"),
    path("grants/", grants.grant_list, name="grant-list"),
    path("grants/give", grants.grant_give, name="grant-give"),
    path("grants/<int:pk>/revoke", grants.grant_revoke, name="grant-revoke"),
    path("grants/users/", grants.holder_list, name="holder-list"),
    path("grants/users/<int:pk>/", grants.holder, name="holder"),
    path("grants/users/<int:pk>/link", grants.holder_link, name="holder-link"),
    path("grants/users/<int:pk>/unlink", grants.holder_unlink, name="holder-unlink"),
    path("conflicts/", conflicts.conflict_list, name="conflict-list"),
    path("conflicts/declare", conflicts.conflict_declare, name="conflict-declare"),
    path("conflicts/office", conflicts.conflict_office, name="conflict-office"),
    path("conflicts/<int:pk>/withdraw", conflicts.conflict_withdraw, name="conflict-withdraw"),
    path("substitutions/", substitutions.substitution_list, name="substitution-list"),
    path("substitutions/name", substitutions.substitution_name, name="substitution-name"),
    path("substitutions/leave", substitutions.substitution_leave, name="substitution-leave"),
    path("substitutions/<int:pk>/act", substitutions.substitution_act, name="substitution-act"),
    path("substitutions/<int:pk>/end", substitutions.substitution_end, name="substitution-end"),
    path("hand-over/", leaving.hand_over_list, name="hand-over-list"),
    path("hand-over/<int:pk>/", leaving.hand_over, name="hand-over"),
]
