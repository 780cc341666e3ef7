"""Measurements of quality against annotated documents; not part of the package."""
