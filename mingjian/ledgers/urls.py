"""Addresses of the engine's own pages; each ledger's list is an address of its room."""

from django.urls import path

from mingjian.ledgers import page_views, views
from mingjian.ledgers.editing.views import bulk, bulk_edit, bulk_undo
from mingjian.ledgers.exports.views import export_list
from mingjian.ledgers.imports import lists
from mingjian.ledgers.imports import views as importing
from mingjian.ledgers.saved.views import view_save, view_step

urlpatterns = [
    path("ledgers/<str:code>/import", importing.import_file, name="ledger-import"),
    path("ledgers/<str:code>/template.xlsx", importing.template, name="ledger-template"),
    path("ledgers/<str:code>/export.<str:form>", views.export, name="ledger-export"),
    path("ledgers/<str:code>/pick/<str:key>", page_views.pick, name="ledger-pick"),
    path("ledgers/<str:code>/views/save", view_save, name="ledger-view-save"),
    path("ledgers/views/<int:pk>/<str:step>", view_step, name="ledger-view-step"),
    path("ledgers/<str:code>/bulk", bulk, name="ledger-bulk"),
    path("bulk-edits/<int:pk>/", bulk_edit, name="bulk-edit"),
    path("bulk-edits/<int:pk>/undo", bulk_undo, name="bulk-undo"),
    path("exports/", export_list, name="export-list"),
    path("imports/", lists.import_list, name="import-list"),
    path("imports/learned/", lists.learned_list, name="learned-list"),
    path("imports/learned/<int:pk>/forget", lists.learned_forget, name="learned-forget"),
    path("imports/<int:pk>/", importing.batch, name="batch"),
    path("imports/<int:pk>/rejected.xlsx", importing.batch_rejected, name="batch-rejected"),
    path("imports/<int:pk>/file", importing.batch_file, name="batch-file"),
    path("imports/<int:pk>/<str:step>", importing.batch_step, name="batch-step"),
]
