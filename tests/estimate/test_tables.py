from __future__ import annotations

import json

import pytest

from uncounted.estimate import Histories
from uncounted.estimate.tables import Columns, read_tables
from uncounted.model.errors import InputError


def read(text: str, **columns: object) -> tuple[Histories, ...]:
    return read_tables(text.encode(), path="lists.csv", columns=Columns(**columns))  # type: ignore[arg-type]


def test_rows_of_victims() -> None:
    assert read("A,B\n1,0\n1,1\n\n0,1\n1,0\n") == (Histories(("A", "B"), {"10": 2, "11": 1, "01": 1}),)


def test_a_table_of_counts_says_the_same() -> None:
    counts = read("A;B;Freq\n1;0;2\n1;1;1\n0;1;1\n0;0;0\n")
    assert counts == read("\ufeffA\tB\n1\t0\n1\t0\n1\t1\n0\t1\n")
    assert counts == read("A,B,cases\n1,0,2\n1,1,1\n0,1,1\n", count="cases")


def test_json_says_the_same() -> None:
    text = json.dumps({"lists": ["A", "B"], "cells": {"10": 2, "11": 1, "01": 1}, "n_obs": 4, "note": "ours"})
    assert read(text) == read("A,B,n\n1,0,2\n1,1,1\n0,1,1\n")


def test_strata_stay_apart_in_a_fixed_order() -> None:
    found = read("year,A,B\n2001,1,1\n2000,1,0\n2001,0,1\n", strata=("year",))
    assert [table.stratum for table in found] == [{"year": "2000"}, {"year": "2001"}]
    assert [table.n_observed for table in found] == [1, 2]


def test_a_stratum_called_na_is_kept_and_remarked_on() -> None:
    (found,) = read("country,A,B\nNA,1,1\n", strata=("country",))
    assert found.stratum == {"country": "NA"}
    assert "country NA" in found.notes[0]


def test_named_lists_leave_other_columns_alone() -> None:
    (found,) = read("id,name,A,B\n17,x,TRUE,false\n18,y,true,TRUE\n", lists=("A", "B"))
    assert found == Histories(("A", "B"), {"10": 1, "11": 1})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A,B\n1,0\n1,\n", r"lists.csv, line 3: no value in column 'B'"),
        ("A,B\n1,0\nNA,1\n", r"line 3: no value in column 'A'"),
        ("A,B\n1,0\n1,2\n", r"line 3: column 'B' holds something other"),
        ("A,B\n1,0\nTRUE,1\n", r"line 3: column 'A' is coded 0 and 1 above"),
        ("A,B\n1,0\n0,0\n", r"line 3: on no list"),
        ("A,B\n1,0,1\n", r"line 2: 3 cells under a header of 2"),
        ('A,B\n"1,0\n', r"line 2: not CSV"),
        ("A,A\n1,0\n", r"line 1: two columns are called 'A'"),
        ("A,\n1,0\n", r"line 1: column 2 has no name"),
        ("A,B,n,count\n1,0,3,4\n", "several columns may be the count"),
        ("A,B,n\n1,0,3.5\n", r"line 2: the count column 'n'"),
        ("A,B,n\n1,0,-3\n", r"line 2: the count column 'n'"),
        ("A,B,n\n1,0,\n", r"line 2: no value in the count column"),
        ("A,B\n", "no row under it"),
        ("n\n3\n", "no column is left"),
        ("  \n", "empty"),
        ('{"lists": ["A"], "cells": {"1": 1, "1": 2}}', "stands twice"),
        ('{"lists": ["A"]}', "an object with 'lists' and 'cells'"),
        ('{"lists": ["A"], "cells": {"1": 3}, "n_obs": 4}', "'n_obs' says 4"),
        ('{"lists": ["A"], "cells": {"1": null}}', "whole number"),
        ('{"lists": ["A"],\n "cells": }', "line 2: not JSON"),
        ('[{"lists": ["A"], "cells": {}}, {"lists": ["A"], "cells": {}}]', "table 1: one of several"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read(text)


def test_other_encodings_and_binary_are_refused() -> None:
    with pytest.raises(InputError, match="line 2: not UTF-8"):
        read_tables("A,B\n1,é\n".encode("latin-1"))
    with pytest.raises(InputError, match="no text"):
        read_tables(b"PK\x03\x04\x00\x00")


def test_a_message_never_repeats_a_cell() -> None:
    with pytest.raises(InputError) as error:
        read("name,A\nSomebody Real,1\n")
    assert "Somebody" not in str(error.value)


def test_a_missing_stratum_is_refused() -> None:
    with pytest.raises(InputError, match="line 3: no value in the stratum column 'year'"):
        read("year,A,B\n2001,1,1\n,1,0\n", strata=("year",))
    with pytest.raises(InputError, match="no column is called 'jahr'"):
        read("year,A,B\n2001,1,1\n", strata=("jahr",))


def test_several_json_tables_are_strata() -> None:
    found = read(json.dumps([{"name": n, "lists": ["A"], "cells": {"1": 1}} for n in ("x", "y")]))
    assert [table.stratum for table in found] == [{"name": "x"}, {"name": "y"}]
