"""Addresses of the record."""

from django.urls import path

from mingjian.desk.record import views

urlpatterns = [
    path("audit/", views.audit_list, name="audit-list"),
    path("audit/bulk", views.audit_bulk, name="audit-bulk"),
    path("audit/seals", views.audit_seals, name="audit-seals"),
    path("audit/verify", views.audit_verify, name="audit-verify"),
    path("audit/export.<str:form>", views.audit_export, name="audit-export"),
]
