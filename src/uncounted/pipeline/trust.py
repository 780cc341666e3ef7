"""Trust profiles: which roots a reader believes. Files of the case in ``profiles/``, over those that are shipped."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from uncounted.model.answering import TrustProfile
from uncounted.model.claim import Claim
from uncounted.model.errors import Refused, UnknownName
from uncounted.model.incident import Incident
from uncounted.model.reconciliation import Profile
from uncounted.model.records import digest, to_json
from uncounted.pipeline.registry import UNNAMED, CaseSources
from uncounted.pipeline.settings import Material
from uncounted.reference.trust import read_profile, shipped
from uncounted.reference.vocabulary import PUBLISHER_TYPES

FOLDER = "profiles"
WITHOUT = "without:"


@dataclass(frozen=True)
class Applied:
    """A profile over some claims: the roots it trusts (null: all), claims it leaves out with the reason, its hash."""

    profile: TrustProfile
    roots: tuple[str, ...] | None
    left_out: Mapping[str, str]
    hash: str

    @property
    def engine(self) -> Profile:
        """The profile as reconciliation takes it."""
        return Profile(self.profile.name, self.roots)


def profiles(case: Path | None) -> dict[str, TrustProfile]:
    """Every profile by name: the case's files over the shipped ones. Raises InputError for a file that is none."""
    found = dict(shipped())
    for path in sorted((case / FOLDER).glob("*.json")) if case else ():
        profile = read_profile(path)
        found[path.stem] = replace(profile, name=path.stem)
    return found


def profile(name: str, case: Path | None) -> TrustProfile:
    """The profile of that name, in that file, or ``without:ROOT``, which leaves one source out. Raises UnknownName."""
    files = {path.stem: path for path in sorted((case / FOLDER).glob("*.json"))} if case else {}
    known = dict.fromkeys((*shipped(), *files))
    singular = {one.removesuffix("s"): one for one in known}
    meant = name if name in known else singular.get(name.removesuffix("s"))
    if meant is not None:
        return replace(read_profile(files[meant]), name=meant) if meant in files else shipped()[meant]
    if name.startswith(WITHOUT):
        return TrustProfile(name, f"every source but {name.removeprefix(WITHOUT)}", leave_out=(name[len(WITHOUT) :],))
    path = Path(name)
    if path.suffix == ".json" or path.is_file():
        if not path.is_file():
            raise UnknownName(f"no trust profile in {name}: there is no such file.", tuple(known))
        return replace(read_profile(path), name=path.stem)
    raise UnknownName(f"no trust profile {name!r}.", (*known, f"{WITHOUT}SOURCE", "a file of your own"))


def apply(
    wanted: TrustProfile, claims: Sequence[Claim], incidents: Sequence[Incident], sources: CaseSources
) -> Applied:
    """The roots that the profile trusts among those of ``claims``, and the claims that it leaves out by grading.

    A grading is the one decided, else the one suggested. Raises UnknownName where the profile names a type or a source
    that neither the registry nor the claims have.
    """
    present = {claim.root or f"unknown:{claim.id}" for claim in claims}
    checked = _checked(wanted, present, sources)
    everybody = not (checked.types or checked.parents or checked.roots or checked.leave_out) and checked.unnamed
    roots = None if everybody else tuple(sorted(root for root in present if trusts(checked, root, sources)))
    return Applied(checked, roots, _by_grading(checked, incidents), digest(replace(checked, about="")))


def trusts(wanted: TrustProfile, root: str, sources: CaseSources) -> bool:
    """Whether the profile trusts a root."""
    kind, above = sources.type_of(root), (root, *sources.above(root))
    if kind in wanted.leave_out or any(one in wanted.leave_out for one in above):
        return False
    if not (wanted.types or wanted.parents or wanted.roots):
        return wanted.unnamed or not root.startswith((UNNAMED, "unknown:"))
    return kind in wanted.types or root in wanted.roots or any(one in wanted.parents for one in above)


def _checked(wanted: TrustProfile, present: set[str], sources: CaseSources) -> TrustProfile:
    """The profile with its sources by id."""
    for kind in wanted.types:
        if kind not in PUBLISHER_TYPES:
            raise UnknownName(f"profile {wanted.name}: no publisher type {kind!r}.", tuple(PUBLISHER_TYPES))
    return replace(
        wanted,
        parents=tuple(_source(one, wanted, present, sources) for one in wanted.parents),
        roots=tuple(_source(one, wanted, present, sources) for one in wanted.roots),
        leave_out=tuple(
            one if one in PUBLISHER_TYPES else _source(one, wanted, present, sources) for one in wanted.leave_out
        ),
    )


def _source(text: str, wanted: TrustProfile, present: set[str], sources: CaseSources) -> str:
    from uncounted.pipeline.sources import find

    try:
        return sources.root(find(text, sources, present))
    except UnknownName as error:
        raise UnknownName(f"profile {wanted.name}: no source {text!r}.", error.known) from error


def _by_grading(wanted: TrustProfile, incidents: Sequence[Incident]) -> dict[str, str]:
    if not wanted.gradings:
        return {}
    found: dict[str, str] = {}
    for incident in incidents:
        grade = incident.grading or incident.suggested_grading
        if grade not in wanted.gradings:
            found |= dict.fromkeys(incident.claims, f"its incident is graded {grade or 'not at all'}")
    return found


def write(case: Path, name: str, copied: TrustProfile) -> Path:
    """Write a copy of a profile into the case, for a person to edit; Refused where a file of that name is there."""
    path = case / FOLDER / f"{name}.json"
    if path.exists():
        raise Refused(f"{path} is there already; edit it, or choose another name")
    if not name.replace("-", "").replace("_", "").isalnum():
        raise Refused(f"a profile's name has letters, digits, - and _, unlike {name!r}")
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(to_json(replace(copied, name=name)), ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")
    return path


def listed(material: Material) -> tuple[tuple[TrustProfile, tuple[str, ...], str], ...]:
    """Every profile of a case with the roots of its claims that it trusts, and its hash."""
    present = {claim.root or f"unknown:{claim.id}" for claim in material.used}
    found = []
    for one in profiles(material.case).values():
        applied = apply(one, material.used, (), material.sources)
        found.append((one, tuple(sorted(present)) if applied.roots is None else applied.roots, applied.hash))
    return tuple(found)
