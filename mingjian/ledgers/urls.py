"""Addresses of the engine's own pages; each ledger's list is an address of its room."""

from django.urls import path

from mingjian.ledgers import page_views, views
from mingjian.ledgers.exports.views import export_list
from mingjian.ledgers.saved.views import view_save, view_step

urlpatterns = [
    path("ledgers/<str:code>/import", views.import_file, name="ledger-import"),
    path("ledgers/<str:code>/export.<str:form>", views.export, name="ledger-export"),
    path("ledgers/<str:code>/pick/<str:key>", page_views.pick, name="ledger-pick"),
    path("ledgers/<str:code>/views/save", view_save, name="ledger-view-save"),
    path("ledgers/views/<int:pk>/<str:step>", view_step, name="ledger-view-step"),
    path("exports/", export_list, name="export-list"),
    path("imports/<int:pk>/", views.batch, name="batch"),
    path("imports/<int:pk>/rejected.xlsx", views.batch_rejected, name="batch-rejected"),
    path("imports/<int:pk>/<str:step>", views.batch_step, name="batch-step"),
]
