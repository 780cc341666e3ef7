"""Claims to incidents: which claims, of whatever document and root, tell of one event."""
