"""Pages of a case, read-only, for the machine they run on: Django, server-rendered, nothing from elsewhere."""
