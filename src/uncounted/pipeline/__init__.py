"""The order of the steps, and what each command does: steps from the rooms, composed; the ledger, written.

The modules that need no ledger (``reading``) never load the store.
"""
