from __future__ import annotations

import lzma
import os
import pickle
from pathlib import Path

import pytest

from uncounted.model.errors import InputError
from uncounted.reference import unpacked
from uncounted.reference.fold import bare, fold, skeleton
from uncounted.reference.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def book() -> Gazetteer:
    return Gazetteer.default()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dayr Az Zawr", "Deir ez-Zor"),
        ("Dayr Az Zawr", "دير الزور"),
        ("Al Mawsil", "الموصل"),
        ("Membij", "منبج"),
        ("Kharkiv", "Харків"),
    ],
)
def test_transliterations_share_their_skeleton(one: str, other: str) -> None:
    assert skeleton(fold(one)) == skeleton(fold(other))


def test_articles_and_accents_fold_away() -> None:
    assert bare(fold("Ar-Raqqah")) == bare(fold("al-Raqqa"))
    assert fold("Ménaka") == "menaka"
    assert fold("…") == skeleton("") == ""


@pytest.mark.parametrize(
    ("name", "country", "place_id"),
    [
        ("Deir ez-Zor", "SY", "gn:170794"),
        ("Dayr Az Zawr", "SY", "gn:170794"),
        ("Mosul", "IQ", "gn:99072"),
        ("Minbij", "SY", "gn:167357"),
    ],
)
def test_towns_by_their_spellings(book: Gazetteer, name: str, country: str, place_id: str) -> None:
    assert place_id in [c.place.id for c in book.find(name, country=country, kinds=("settlement",))]


def test_kinds_are_kept_apart(book: Gazetteer) -> None:
    assert book.find("Aleppo", kinds=("settlement",))[0].place.id == "gn:170063"
    assert book.find("Aleppo", kinds=("first-order",))[0].place.id == "gn:170062"


def test_ancestors_go_from_near_to_far(book: Gazetteer) -> None:
    above = book.ancestors("gn:167357")
    assert above.index("gn:170062") < above.index("SY")
    assert book.ancestors("nowhere") == ()
    assert book.country("gn:99072") == "IQ"


def test_countries_and_demonyms(book: Gazetteer) -> None:
    assert book.country_named("DRC") == "CD"
    assert book.country_named("Syrie") == "SY"
    assert book.demonym("Iraqi") == "IQ"
    assert book.demonym("Mosul") is None
    assert "CC BY 4.0" in book.attribution()


def test_abbreviations_need_their_stop_or_capitals(book: Gazetteer) -> None:
    for name in ("Ky.", "KY", "S.C.", "Ont."):
        assert book.find(name, kinds=("first-order",))[0].place.kind == "first-order"
    assert not [c for c in book.find("Miss") if c.place.id == "adm1:US.MS"]
    assert [c.place.id for c in book.find("Miss.", kinds=("first-order",))] == ["adm1:US.MS"]


def test_counties_lie_in_their_states(book: Gazetteer) -> None:
    [found] = [c.place for c in book.find("Autauga County", country="US")]
    assert (found.id, found.kind, found.first) == ("fips:01001", "second-order", "adm1:US.AL")


def test_regions_have_adjectives_that_are_no_demonyms(book: Gazetteer) -> None:
    assert book.adjective("African") == "region:africa"
    assert book.adjective("Iraqi") == "IQ"
    assert book.demonym("African") is None


def test_a_damaged_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    packed = tmp_path / "gazetteer.sqlite.xz"
    monkeypatch.setenv("UNCOUNTED_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(unpacked, "PACKED", packed)
    for content in (lzma.compress(b"another"), lzma.compress(b"cut" * 999)[:-9], b"no xz"):
        packed.write_bytes(content)
        with pytest.raises(InputError, match="damaged"):
            unpacked.database()
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_close_spelling_needs_a_country(book: Gazetteer) -> None:
    assert all(c.match != "fuzzy" for c in book.find("Mosulx", fuzzy=True))
    assert [c.match for c in book.find("Manbijje", country="SY", fuzzy=True)][:1] in (["fuzzy"], ["skeleton"])


def test_it_travels_to_other_processes(book: Gazetteer) -> None:
    assert pickle.loads(pickle.dumps(book)).version == book.version  # noqa: S301


def test_it_is_unpacked_once_under_the_name_of_its_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UNCOUNTED_CACHE", str(tmp_path / "cache"))
    path = unpacked.database()
    before = path.stat().st_mtime_ns
    assert path.parent == tmp_path / "cache"
    assert unpacked.digest()[:20] in path.name
    assert unpacked.database().stat().st_mtime_ns == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_where_the_cache_cannot_be_written_a_temporary_folder_serves(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    monkeypatch.setenv("UNCOUNTED_CACHE", str(closed))
    monkeypatch.setattr(unpacked.tempfile, "gettempdir", lambda: str(tmp_path))
    assert closed not in unpacked.database().parents
