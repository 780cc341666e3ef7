from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.baselines import hold, percent
from evaluation.everything import commands, long_commands


def test_a_figure_below_its_baseline_fails(tmp_path: Path) -> None:
    kept = tmp_path / "baseline.json"
    hold(kept, "a", {"F1": 90.0, "other": 50.0}, record=True)
    hold(kept, "a", {"F1": 90.0})
    hold(kept, "a", {"F1": 89.6, "never kept": 1.0}, slack=0.5)
    hold(kept, "another", {"F1": 0.0})
    with pytest.raises(SystemExit, match=r"F1: 89\.6 is below its baseline 90"):
        hold(kept, "a", {"F1": 89.6})


def test_recording_one_figure_keeps_the_others(tmp_path: Path) -> None:
    kept = tmp_path / "baseline.json"
    hold(kept, "a", {"F1": 90.0, "other": 50.0}, record=True)
    hold(kept, "a", {"F1": 80.0}, record=True)
    hold(kept, "a", {"F1": 80.0})
    with pytest.raises(SystemExit, match="other"):
        hold(kept, "a", {"other": 49.0})


def test_only_all_are_a_hundred_per_cent() -> None:
    assert (percent(9999, 10000), percent(10000, 10000), percent(0, 0)) == (99.9, 100.0, 100.0)


@pytest.mark.parametrize("found", [commands, long_commands])
def test_tables_that_need_data_are_left_out_without_them(found: object, tmp_path: Path) -> None:
    assert callable(found)
    assert not [title for title, _ in found(tmp_path, False) if "beside other programs" in title]
    (tmp_path / "mse").mkdir()
    (tmp_path / "mse" / "reference.json").write_text("[]")
    assert [title for title, _ in found(tmp_path, False) if "beside other programs" in title]
