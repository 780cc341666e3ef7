"""Answers to a question: what forces them, what is left out, whom they trust, and the recipe."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.reconcile.worked_example import SYRIA, claim, claims

from uncounted.model.answering import TrustProfile
from uncounted.model.claim import Claim
from uncounted.model.document import Span
from uncounted.model.errors import InputError, UnknownName
from uncounted.model.records import from_json, to_json
from uncounted.model.scope import Period, Place, Scope
from uncounted.pipeline import trust
from uncounted.pipeline.answering import answer
from uncounted.pipeline.asking import Asking
from uncounted.pipeline.comparing import compare, table
from uncounted.pipeline.settings import Setting, Told, from_claims

SYRIA_KILLED = Asking(("Syria",), None, ("US-led coalition",), ("civilian",))


def named(told: tuple[Claim, ...] | None = None) -> tuple[Claim, ...]:
    """The worked example with the registry's ids and a sentence for each claim."""
    roots = {"amnesty-international": "amnesty"}
    return tuple(
        replace(one, root=roots.get(one.root or "", one.root), spans={"sentence": Span(0, 4, f"So says {one.id}.")})
        for one in told or claims()
    )


def test_the_answer_quotes_what_forces_it_and_says_what_is_left_open() -> None:
    found = answer(from_claims(named(), Setting()), SYRIA_KILLED, Setting())
    assert (found.bounds.low, found.bounds.high, found.bounds.low_because) == (300, None, ("ngo",))
    words = {quote.claim: quote for quote in found.quotes}
    assert words["ngo"].quote == "So says ngo."
    assert words["ngo"].source == "Amnesty International"
    assert set(found.retold[0].claims) == {"total", "repeat"}
    assert found.summed == ("ngo",)
    assert {rest.low for rest in found.derived} == {55, 49}
    assert "manbij" in {what for what, _ in found.excluded}
    assert "hurt" not in words


def test_incidents_and_independent_sources_go_from_certain_to_possible() -> None:
    found = answer(from_claims(named(), Setting()), SYRIA_KILLED, Setting())
    assert found.n_incidents == (2, 2)
    assert len(found.incidents) == 2
    dated = replace(SYRIA_KILLED, when="2014/2016-11")
    found = answer(from_claims(named(), Setting()), dated, Setting())
    assert (found.n_incidents, len(found.perhaps)) == (
        (1, 2),
        1,
    )  # the five may have died before the day of the statement
    assert (found.independence.certain, found.independence.possible) == (2, 3)


def test_whom_one_trusts_changes_the_number_and_the_recipe() -> None:
    plain = answer(from_claims(named(), Setting()), SYRIA_KILLED, Setting())
    official = Setting(trust="official")
    found = answer(from_claims(named(), official), SYRIA_KILLED, official)
    assert (found.bounds.low, found.bounds.low_because) == (5, ("deir",))
    assert found.left_out["ngo"] == "its source is not among those trusted"
    assert plain.recipe is not None
    assert found.recipe is not None
    assert found.recipe["hash"] != plain.recipe["hash"]
    without = Setting(trust="without:amnesty")
    assert answer(from_claims(named(), without), SYRIA_KILLED, without).bounds.low == 5 + 24


def test_the_same_question_has_the_same_recipe_whatever_the_order() -> None:
    one = answer(from_claims(named(), Setting()), SYRIA_KILLED, Setting())
    other = answer(from_claims(named()[::-1], Setting()), SYRIA_KILLED, Setting())
    assert one.recipe == other.recipe
    assert "--where Syria --by 'US-led coalition' --who civilian" in str(one.command)
    assert str(one.command).endswith(f"--expect {(one.recipe or {})['hash']}")


def test_only_what_was_known_on_a_day() -> None:
    told = tuple(replace(one, said_on="2016-10-26") if one.id == "ngo" else one for one in named())
    setting = Setting(as_of="2016-10-30")
    material = replace(from_claims(told, setting), documents={})
    found = answer(material, SYRIA_KILLED, setting)
    assert found.counted == ("ngo",)
    assert found.as_of == "2016-10-30"
    assert "after 2016-10-30" in found.left_out["total"]
    with pytest.raises(InputError, match="--as-of"):
        from_claims(told, Setting(as_of="last week"))


def test_a_claim_counts_only_from_the_last_day_on_which_its_document_can_have_appeared() -> None:
    from uncounted.pipeline.settings import _known_by

    documents = {"news": Told(published=("2016-10-01", "2016-10-31")), "undated": Told()}
    early = claim("one", 3, said_on="2016-10-01")
    assert _known_by("2016-10-31", documents)(early) is None
    assert _known_by("2016-10-30", documents)(early) is not None
    assert _known_by("2016-10-31", documents)(replace(early, document="undated")) == "its document has no date"
    assert _known_by("2016-10", documents)(early) is None


def test_an_earlier_figure_is_in_force_again_before_its_update() -> None:
    scope = Scope(Period("2014-01-01", "2016-12-31", reading="throughout"), (SYRIA,))
    told = (
        claim("early", 40, kind="cumulative", scope=scope, said_on="2016-01-01"),
        claim("late", 60, kind="cumulative", scope=scope, said_on="2016-11-09"),
    )
    then, now = Setting(as_of="2016-06"), Setting()
    assert answer(from_claims(told, then), Asking(("Syria",)), then).bounds.low == 40
    assert answer(from_claims(told, now), Asking(("Syria",)), now).bounds.low == 60


def test_judged_claims_alone() -> None:
    told = tuple(replace(one, status="accepted") if one.id == "deir" else one for one in named())
    setting = Setting(only="accepted")
    found = answer(from_claims(told, setting), SYRIA_KILLED, setting)
    assert (found.bounds.low, found.counted) == (5, ("deir",))
    with pytest.raises(UnknownName, match="--only"):
        from_claims(told, Setting(only="rejected"))


def test_profiles_side_by_side_with_gap_and_ratio() -> None:
    raqqa = Place("gn:172955", "Raqqa", "SY", within=("SY",))
    day = Period("2017-03-20", "2017-03-20", reading="sometime")
    told = tuple(
        claim(name, number, root=root, kind="incident", scope=Scope(day, (raqqa,)), attribution=())
        for name, number, root in (("mine", 40, "centcom"), ("theirs", 150, "airwars"))
    )
    same = (replace(told[0], relations=()), told[1])
    found = compare(from_claims(same, Setting()), Asking(), Setting(), ["official", "monitors"])
    assert [row.cell for row in found.rows] == [{}, {"place": "Raqqa", "month": "2017-03"}]
    row = found.rows[1]
    assert [(side.profile, side.low) for side in row.sides] == [("official", 40), ("monitors", 150)]
    assert (row.gap, row.ratio) == (110, 40 / 150)
    assert table(found).splitlines()[2].startswith("Raqqa,2017-03,killed,40,")
    per = compare(from_claims(same, Setting()), Asking(), Setting(), ["every", "official", "monitors"], ["incident"])
    assert {side.low for side in per.rows[1].sides} >= {40} or {side.low for side in per.rows[1].sides} >= {150}


def test_each_source_left_out_in_turn() -> None:
    found = compare(from_claims(named(), Setting()), SYRIA_KILLED, Setting(), ["leave-one-out"], [])
    lows = {side.profile: side.low for side in found.rows[0].sides}
    assert lows["every"] == 300
    assert lows["without:amnesty"] == 29
    assert lows["without:centcom"] == 300


def test_a_profile_is_a_file(tmp_path: Path) -> None:
    path = trust.write(tmp_path, "mine", TrustProfile("mine", "my own", roots=("amnesty",)))
    assert trust.profile("mine", tmp_path).roots == ("amnesty",)
    assert trust.profile(str(path), None).name == "mine"
    assert trust.profile("monitor", tmp_path) == trust.profile("monitors", tmp_path)
    path.write_text('{"type": "profile", "version": 1, "name": "mine", "typs": []}')
    with pytest.raises(InputError, match="no field typs"):
        trust.profile("mine", tmp_path)
    path.write_text('{"type": "profile", "version": 2}')
    with pytest.raises(InputError, match=r"mine\.json"):
        trust.profile("mine", tmp_path)
    assert trust.profile("official", tmp_path).types
    with pytest.raises(UnknownName, match="official"):
        trust.profile("nobody", tmp_path)


def test_a_profile_trusts_by_type_parent_and_root_and_leaves_out_again() -> None:
    sources = from_claims(named(), Setting()).sources

    def trusts(root: str, **fields: tuple[str, ...] | bool) -> bool:
        return trust.trusts(TrustProfile("x", **fields), root, sources)  # type: ignore[arg-type]

    assert trusts("centcom", types=("official military",))
    assert trusts("centcom", parents=("us-military",))
    assert not trusts("idf", parents=("us-military",))
    assert trusts("amnesty", roots=("amnesty",))
    assert not trusts("centcom", types=("official military",), leave_out=("pentagon",))
    assert not trusts("centcom", leave_out=("official military",))
    assert trusts("unnamed:d1:reports")
    assert not trusts("unnamed:d1:reports", unnamed=False)
    with pytest.raises(UnknownName, match="no source 'nobody-at-all'"):
        trust.apply(TrustProfile("x", roots=("nobody-at-all",)), named(), (), sources)
    with pytest.raises(UnknownName, match="publisher type"):
        trust.apply(TrustProfile("x", types=("army",)), named(), (), sources)


def test_a_grading_leaves_out_claims_of_single_incidents() -> None:
    """The Manbij strike, told by nobody in particular, is graded Weak; what is admitted is Confirmed."""
    told = tuple(replace(one, stance="admits") if one.id == "deir" else one for one in named())
    setting = Setting(trust="graded")
    found = answer(from_claims(told, setting), SYRIA_KILLED, setting)
    assert "graded Weak" in found.left_out["manbij"]
    assert "deir" in found.counted
    assert "ngo" in found.counted


def test_an_answer_survives_json() -> None:
    found = answer(from_claims(named(), Setting()), SYRIA_KILLED, Setting())
    assert from_json(type(found), to_json(found)) == found
