"""All addresses of the staff face."""

from importlib.util import find_spec

from django.urls import include, path
from django.views.i18n import set_language

from mingjian.accounts.wall import public
from mingjian.desk import views
from mingjian.desk.health.views import system_health

ROOMS = "accounts offices orgs people rounds findings leads search live ledgers flow quality dossiers demo"

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("mingjian.desk.record.urls")),
    path("administration/health", system_health, name="system-health"),
    path("language", public(set_language), name="set_language"),
    *[
        path("", include(f"mingjian.{room}.urls"))
        for room in ROOMS.split()
        if find_spec(f"mingjian.{room}") and find_spec(f"mingjian.{room}.urls")
    ],
]
