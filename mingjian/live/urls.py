"""The address of the event stream."""

from django.urls import path

from mingjian.live.stream import live

urlpatterns = [path("live", live, name="live")]
