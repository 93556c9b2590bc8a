"""The addresses of the staff process."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from mingjian.health import healthz, readyz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
if find_spec("mingjian.api") and find_spec("mingjian.api.urls"):
    urlpatterns.append(path("api/v1/", include("mingjian.api.urls")))
if find_spec("mingjian.desk") and find_spec("mingjian.desk.urls"):
    urlpatterns.append(path("", include("mingjian.desk.urls")))
