"""What figures take from those counted just before them: whose they are a part of, and whom they count."""

from __future__ import annotations

from uncounted.extract.findings import Finding


def of_them(found: list[Finding], before: list[Finding]) -> None:
    """``Of them, 433 were children``: parts of the figure told last, and of its measure."""
    for finding in [f for f in found if f.rule == "of-them-before"]:
        whole = next((f for f in reversed(before) if f.part_of is None), None)
        if whole is None:
            found.remove(finding)
        else:
            finding.measure = whole.measure


def others_than_before(found: list[Finding], before: list[Finding]) -> None:
    """``Ten others were killed``: of the same people as those counted in the sentence before."""
    for finding in found:
        last = before[-1] if before else None
        near = last is not None and finding.sentence.number - last.sentence.number == 1
        if finding is found[0] and finding.others and near and last is not None and finding.population.status is None:
            said = finding.population
            finding.population = type(said)(last.population.status, said.sex, said.age_group, said.text)


def others_here(finding: Finding, found: list[Finding]) -> dict[str, str]:
    """``eight others``: of the same people as those counted before them; what is inherited, by its rule."""
    before = [f for f in found if f.first < finding.first and not f.others]
    if not before or finding.population.status is not None:
        return {}
    said = before[-1].population
    told = {f.population.status for f in before if f in (before[-1], *before[-1].apart)}
    mixed = len(told) > 1 and said.status == "combatant"
    status = None if mixed else said.status  # "five officers and a militant were killed, four others hurt"
    finding.population = type(said)(status, None, said.age_group, finding.population.text)
    return {"population": "others"}


def gapped(found: list[Finding]) -> None:
    """``killed 700 civilians and injured 345``: a bare number is of the people counted just before it."""
    for at, finding in enumerate(found):
        before = next((f for f in reversed(found[:at]) if f.last <= finding.first and f.rule != "including"), None)
        bare = all(np.bare for np in finding.victims)
        if before is None or not bare or before.count.high == 0 or before.measure == finding.measure:
            continue
        whole = before.part_of
        if whole is not None and before.rule == "of-them" and whole.measure not in {"casualties", finding.measure}:
            before = whole  # "killing five, four of them troops, and wounding 24": these are beside the five
        if finding.population.status is None and before.population.status is not None:
            said = finding.population
            finding.population = type(said)(before.population.status, said.sex, said.age_group, said.text)
        if finding.part_of is None and before.part_of is not None and before.rule == "of-them":
            finding.part_of, finding.rule = before.part_of, before.rule
