"""What a publication is made from, and the look-ups that every page and table needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from uncounted.model.answering import Answer, Comparison, History
from uncounted.model.claim import Claim
from uncounted.model.document import Document
from uncounted.model.errors import DamagedLedger
from uncounted.model.explanation import Basis
from uncounted.model.incident import Incident
from uncounted.model.incident_figures import IncidentSummary, IncidentTotal
from uncounted.model.judgement import Judgement
from uncounted.model.reconciliation import Assumption, Reconciliation
from uncounted.model.recorded_estimate import RecordedEstimate

NO_ROOT = "Source not said"


@dataclass(frozen=True)
class NotRead:
    """A file that was handed in and not read: its name, a short reason (such as ``language``) and one line more."""

    path: str
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class PublicationView:
    """All that a publication shows, taken from one state of a ledger.

    ``claims`` are the current readings with judgements applied, rejected ones among them (``status`` tells).
    ``head`` is the ledger's head hash; ``recipe`` names versions and settings; ``made_at`` is ISO 8601, UTC.
    ``assumptions_off`` are the named switches that were not in force; those in force stand in ``reconciliation``.
    ``countries`` are country names by ISO code, ``sources`` the usual names of roots by id. ``basis`` tells by a
    question's words what its bounds rest on; a question that is not in it rests on all that is in force. ``set_aside``
    are claims of the case that were not used, with the reason. ``summaries`` and ``totals`` are what its sources say of
    each incident, ``histories`` the lives of figures; ``answers`` are to questions that were asked, ``comparisons``
    are of trust profiles. ``estimates`` stand beside all this and enter none of it; withdrawn ones are not among them.
    """

    title: str
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    reconciliation: Reconciliation
    judgements: tuple[Judgement, ...]
    head: str | None
    recipe: dict[str, str]
    unread: tuple[NotRead, ...]
    made_at: str
    assumptions_off: tuple[Assumption, ...] = ()
    countries: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    basis: dict[str, Basis] = field(default_factory=dict)
    set_aside: dict[str, str] = field(default_factory=dict)
    summaries: tuple[IncidentSummary, ...] = ()
    totals: tuple[IncidentTotal, ...] = ()
    histories: tuple[History, ...] = ()
    answers: tuple[Answer, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    estimates: tuple[RecordedEstimate, ...] = ()

    @cached_property
    def current(self) -> tuple[Claim, ...]:
        """Claims that nobody has rejected, in reading order: by document, then by place in the text."""
        return tuple(claim for claim in self.ordered if claim.status != "rejected")

    @cached_property
    def rejected(self) -> tuple[Claim, ...]:
        """Claims that a person has rejected, in reading order."""
        return tuple(claim for claim in self.ordered if claim.status == "rejected")

    @cached_property
    def ordered(self) -> tuple[Claim, ...]:
        """All claims in reading order."""
        order = {document.id: i for i, document in enumerate(self.documents)}

        def key(claim: Claim) -> tuple[int, int, str]:
            span = claim.spans.get("count")
            return order.get(claim.document or "", len(order)), span.start if span else 0, claim.id

        return tuple(sorted(self.claims, key=key))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Claim id to its number in this publication, from 1, in reading order."""
        return {claim.id: i for i, claim in enumerate(self.ordered, 1)}

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        """Claim id to claim."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def document_by_id(self) -> dict[str, Document]:
        """Document id to document."""
        return {document.id: document for document in self.documents}

    @cached_property
    def by_root(self) -> dict[str, tuple[Claim, ...]]:
        """Root (who counted; empty where not said) to its claims in use, roots in reading order."""
        groups: dict[str, list[Claim]] = {}
        for claim in self.current:
            groups.setdefault(claim.root or "", []).append(claim)
        return {root: tuple(claims) for root, claims in groups.items()}

    @cached_property
    def n_accepted(self) -> int:
        """How many readings in use a person has accepted or corrected."""
        return sum(claim.status in {"accepted", "corrected"} for claim in self.current)

    @property
    def n_machine(self) -> int:
        """How many readings in use no person has confirmed."""
        return len(self.current) - self.n_accepted

    def judged(self, target: str) -> tuple[Judgement, ...]:
        """The judgements about one id, as it or as the other side, oldest first."""
        return tuple(j for j in self.judgements if target in (j.target, j.other))

    def same_as(self, claim: str) -> tuple[str, ...]:
        """Ids of the other claims that are the same claim as this one."""
        return tuple(other for group in self.reconciliation.same if claim in group for other in group if other != claim)

    def source(self, root: str | None) -> str:
        """The name of a root; the root itself where no usual name is known.

        A root ``unnamed:DOCUMENT:words`` is a source that a document does not name; its words are shown.
        """
        if root and root.startswith("unnamed:"):
            said = self.words_of_root(root)
            return f"unnamed source (“{said}”)" if said else "unnamed source"
        return self.sources.get(root, root) if root else NO_ROOT

    def short_source(self, root: str | None) -> str:
        """The name of a root in few letters, for a picture: of a source without a name its words, quoted."""
        return f"“{self.words_of_root(root)}”" if root and root.startswith("unnamed:") else self.source(root)

    def words_of_root(self, root: str) -> str:
        """The words by which a document speaks of a source that it does not name."""
        return root.rpartition(":")[2].replace("-", " ")

    def assumption(self, name: str) -> Assumption | None:
        """The assumption of this name or id, on or off; None where the view knows none."""
        every = (*self.reconciliation.assumptions, *self.assumptions_off)
        found = next((a for a in every if a.name == name), None)
        return found or next((a for a in every if a.id == name.partition("(")[0]), None)

    def wholes(self, claim: str) -> tuple[str, ...]:
        """Ids of the claims that this one is a part of."""
        return tuple(whole for part, whole in self.reconciliation.within if part == claim)

    def parts(self, claim: str) -> tuple[str, ...]:
        """Ids of the claims that are parts of this one."""
        return tuple(part for part, whole in self.reconciliation.within if whole == claim)

    def check(self) -> None:
        """Raise DamagedLedger where a span of a claim is not in the text of its document as quoted."""
        for claim in self.claims:
            document = self.document_by_id.get(claim.document or "")
            if document is None:
                continue
            for name, span in claim.spans.items():
                if document.text[span.start : span.end] != span.quote:
                    raise DamagedLedger(
                        f"claim {claim.id}: the words of its {name} are not in document {document.id} where it says;"
                        " run uncounted verify"
                    )
