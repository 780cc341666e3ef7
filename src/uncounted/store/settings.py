"""Django settings of the ledger alone. The database of each case is added when the case is opened.

The pages add their own settings with ``setup.configure``.
"""

from __future__ import annotations

import secrets

SECRET_KEY = secrets.token_hex(32)  # nothing that outlives a process is signed
DEBUG = False
INSTALLED_APPS = ["uncounted.store"]
DATABASES: dict[str, dict[str, object]] = {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
