from django.urls import path

from surveys.ledger import views

urlpatterns = [
    path("ledger/", views.ledger_list, name="ledger_list"),
    path("ledger/<int:entry_number>/", views.ledger_entry, name="ledger_entry"),
]
