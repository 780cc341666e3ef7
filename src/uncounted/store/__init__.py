"""The ledger: an append-only log with salted commitments, its projections, and the archive of originals.

The only room that opens the database. Django is set up when a module that needs it is imported, never before.
"""
