"""Deliberate removal from a case."""

from __future__ import annotations

from uncounted.model.errors import Refused
from uncounted.pipeline.cases import Case, relink
from uncounted.store import expunging
from uncounted.store.expunging import Expunged
from uncounted.store.locking import writing


def expunge(case: Case, target: str, *, because: str, authority: str, by: str) -> Expunged:
    """Destroy all content of the document, judgement or unread file that ``target`` names, and leave a tombstone.

    ``by`` asked for it, ``because``, on whose ``authority``: the three stay in the log, so they should not repeat the
    content. Incidents are linked anew from what is left. Published reports and copies of the case are out of reach.
    """
    if not all(part.strip() for part in (because, authority, by)):
        raise Refused("expunging needs --because, --authority and --by: who asked, why, and on what ground")
    with writing(case):
        done = expunging.expunge(case, target, because=because, authority=authority, by=by)
        relink(case)
    return done
