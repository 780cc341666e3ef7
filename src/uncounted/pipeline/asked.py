"""What a publication shows beside its findings: figures of incidents and their lives, questions, profiles compared."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from uncounted.model.answering import Answer, Comparison
from uncounted.model.errors import InputError, Refused
from uncounted.pipeline.asking import Asking
from uncounted.pipeline.settings import Material, Setting, Told, from_case
from uncounted.publish.view import PublicationView

_OF_SETTING = ("trust", "as_of", "only")
_LISTS = ("where", "by", "who")
_FIELDS = (*(one.name for one in fields(Asking)), *_OF_SETTING)


@dataclass(frozen=True)
class Wanted:
    """What a publication is asked to show: questions with whom to trust, and profiles to compare along ``per``."""

    questions: tuple[tuple[Asking, Setting], ...] = ()
    profiles: tuple[str, ...] = ()
    per: tuple[str, ...] = ("place", "month")


def read_questions(path: Path) -> tuple[tuple[Asking, Setting], ...]:
    """The questions of a file of JSON Lines.

    A line is an object with any of ``where``, ``by``, ``who`` (a text, or a list of them), ``when``, ``means``,
    ``measure``, ``trust``, ``as_of`` and ``only``, as the options of ``reconcile`` take them. Raises InputError with
    the line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("cannot be read as text in UTF-8", path=str(path)) from error
    return tuple(_question(line, path, f"line {n}") for n, line in enumerate(lines, 1) if line.strip())


def _question(line: str, path: Path, position: str) -> tuple[Asking, Setting]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise InputError("not JSON", path=str(path), position=position) from error
    if not isinstance(value, dict) or not value:
        raise InputError('a question should be an object such as {"where": "Syria"}', path=str(path), position=position)
    if strange := [name for name in value if name not in _FIELDS]:
        message = f"a question has no {strange[0]!r}; it has {', '.join(_FIELDS)}"
        raise InputError(message, path=str(path), position=position)
    given: dict[str, Any] = {}
    for name, said in value.items():
        many = said if isinstance(said, list) and name in _LISTS else [said]
        if not many or not all(isinstance(one, str) and one.strip() for one in many):
            raise InputError(f"{name!r} should be text", path=str(path), position=position)
        given[name] = tuple(many) if name in _LISTS else many[0]
    setting = Setting(**{name: given.pop(name) for name in _OF_SETTING if name in given})
    return Asking(**given), setting


def with_figures(view: PublicationView) -> PublicationView:
    """A reconciled view with what its sources say of each incident, and the lives of its figures."""
    from uncounted.pipeline.histories import material_histories
    from uncounted.pipeline.incidents import listed
    from uncounted.pipeline.registry import case_sources

    publishers = {d.publisher: d.source_type for d in view.documents if d.publisher and d.source_type}
    sources = case_sources(view.judgements, publishers)
    found = listed(view.current, view.incidents, (), sources)
    documents = {
        d.id: Told(d.publisher, d.title, (d.published.start, d.published.end) if d.published else None)
        for d in view.documents
    }
    material = Material(view.current, view.judgements, sources, documents)
    return replace(
        view, summaries=found.summaries, totals=found.totals, histories=material_histories(material, None)
    )  # fmt: skip


def with_answers(view: PublicationView, case: Path, wanted: Wanted, setting: Setting) -> PublicationView:
    """A view with the questions that it is wanted to answer, under the assumptions of ``setting``.

    Raises UnknownName and InputError, Refused where the ledger has grown since the view was made.
    """
    from uncounted.pipeline.answering import answer
    from uncounted.pipeline.comparing import compare

    answers = []
    for asking, own in wanted.questions:
        under = replace(own, assume=setting.assume, without=setting.without)
        answers.append(answer(_same_state(view, case, under), asking, under))
    comparisons: tuple[Comparison, ...] = ()
    if wanted.profiles:
        material = _same_state(view, case, setting)
        comparisons = (compare(material, Asking(), setting, wanted.profiles, wanted.per),)
    return replace(view, answers=tuple(answers), comparisons=comparisons)


def ask(case: Path, asking: Asking, setting: Setting) -> Answer:
    """The answer of a case to a question."""
    from uncounted.pipeline.answering import answer

    return answer(from_case(case, setting), asking, setting)


def ask_each(case: Path, asking: Asking, names: Sequence[str], per: Sequence[str], setting: Setting) -> Comparison:
    """What profiles answer, side by side."""
    from uncounted.pipeline.comparing import compare

    return compare(from_case(case, setting), asking, setting, names, per)


def _same_state(view: PublicationView, case: Path, setting: Setting) -> Material:
    material = from_case(case, setting)
    if material.head != view.head:
        raise Refused("the ledger has grown meanwhile; publish again")
    return material
