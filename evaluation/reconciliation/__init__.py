"""How well reconciliation draws what a careful reader draws, and nothing else; README.md says how cases are written."""
