"""The store as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Tables are named ``ledger_...``, whatever the package is called."""

    name = "uncounted.store"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
