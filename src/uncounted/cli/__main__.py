"""``python -m uncounted.cli``."""

from uncounted.cli import main

main()
