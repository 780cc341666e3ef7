from __future__ import annotations

import pytest

from uncounted.model.claim import Claim
from uncounted.model.errors import InputError
from uncounted.model.records import from_json
from uncounted.model.scope import Period


@pytest.mark.parametrize("day", ["2016-11", "20161109", "2016-W45-3", "2016-02-30", "yesterday", ""])
def test_a_day_that_is_no_whole_date_is_refused_where_it_stands(day: str) -> None:
    line = {"id": "c1", "measure": "killed", "count": {"low": 1}, "scope": {"time": {"start": day}}}
    with pytest.raises(InputError, match=r"scope\.time.*YYYY-MM-DD"):
        from_json(Claim, line)
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        from_json(Claim, {"id": "c1", "measure": "killed", "count": {"low": 1}, "said_on": day})


def test_whole_dates_and_open_ends_are_taken() -> None:
    assert Period("2016-02-29", None, as_of="2016-03-01").start == "2016-02-29"
