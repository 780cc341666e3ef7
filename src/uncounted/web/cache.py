"""What a case shows, kept while its ledger stays as it is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from uncounted.pipeline import asked, publishing, trust
from uncounted.pipeline.asking import Asking
from uncounted.pipeline.cases import Case
from uncounted.pipeline.settings import Setting
from uncounted.store import queries
from uncounted.web.addresses import Addresses

T = TypeVar("T")
KEPT = 24  # settings of assumptions, and parts of pages, that are kept


class Shown:
    """Views and parts of one case. Everything kept is dropped as soon as the ledger's head changes."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._lock = threading.RLock()
        self._head: str | None = None
        self._kept: OrderedDict[tuple[object, ...], object] = OrderedDict()

    def bare(self) -> publishing.PublicationView:
        """Documents, claims, incidents and judgements, nothing reconciled."""
        return self._keep(("bare",), lambda: publishing.bare_view(self.case))

    def reconciled(self, assume: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> publishing.PublicationView:
        """The same, reconciled under these assumptions. Raises UnknownName."""
        view = self.bare()
        return self._keep(
            ("view", assume, without), lambda: publishing.reconciled(view, assume=assume, without=without)
        )

    def part(self, name: str, assume: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> str:
        """A part of the report as HTML, with addresses of these pages."""
        view = self.reconciled(assume, without)
        key = ("part", name, assume, without)
        return self._keep(key, lambda: publishing.fragment(name, view, Addresses(assume, without)))

    def answered(self, asking: Asking, setting: Setting) -> str:
        """The answer to a question as HTML. Raises UnknownName and InputError."""

        def make() -> str:
            found = asked.ask(self.case.path, asking, setting)
            return publishing.fragment("answer", self.bare(), Addresses(), answer=found, n=1)

        return self._keep(("answer", asking, setting), make)

    def compared(self, asking: Asking, names: tuple[str, ...], per: tuple[str, ...], setting: Setting) -> str:
        """Profiles side by side as HTML. Raises UnknownName, InputError and Refused."""

        def make() -> str:
            found = asked.ask_each(self.case.path, asking, names, per, setting)
            return publishing.fragment("comparison", self.bare(), Addresses(), comparison=found, n=1)

        return self._keep(("comparison", asking, names, per, setting), make)

    def profiles(self) -> dict[str, str]:
        """What the trust profiles of the case are about, by name."""
        return {name: one.about for name, one in trust.profiles(self.case.path).items()}

    def _keep(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        # One at a time: two readers of one page should not both solve it.
        with self._lock:
            head = queries.head(self.case)
            if head != self._head:
                self._kept.clear()
                self._head = head
            if key not in self._kept:
                self._kept[key] = make()
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]  # type: ignore[return-value]  # the key says what it is
