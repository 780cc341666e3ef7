from __future__ import annotations

from uncounted.link.datasets.codes import Before
from uncounted.link.persons.identifiers import Key, victim_codes

SECRET = b"not a secret"
A: Key = ("a", "a1")
B: Key = ("b", "b1")
C: Key = ("c", "c1")


def _codes(*found: list[Key], earlier: tuple[Before, ...] = ()) -> tuple[list[str], list[str], list[tuple[str, ...]]]:
    codes, changes = victim_codes(found, SECRET, earlier)
    return [code.code for code in codes], [change.kind for change in changes], [code.former for code in codes]


def test_the_same_records_have_the_same_ids_and_another_key_gives_others() -> None:
    assert _codes([A, B], [C]) == _codes([A, B], [C])
    assert victim_codes([[A]], b"another")[0][0].code != victim_codes([[A]], SECRET)[0][0].code


def test_a_merge_keeps_one_id_and_remembers_the_other() -> None:
    (one, two), _, _ = _codes([A], [B, C])
    codes, kinds, former = _codes([A, B, C], earlier=(Before(one, (A,)), Before(two, (B, C))))
    assert codes == [two]
    assert kinds == ["merged"]
    assert former == [(one,)]


def test_a_split_gives_one_part_the_id_and_the_other_its_history() -> None:
    (whole,), _, _ = _codes([A, B, C])
    codes, kinds, former = _codes([A], [B, C], earlier=(Before(whole, (A, B, C)),))
    assert codes[1] == whole
    assert codes[0] != whole
    assert former[0] == (whole,)
    assert kinds == ["split"]


def test_split_and_merged_again_the_first_id_is_back_with_the_other_as_former() -> None:
    (whole,), _, _ = _codes([A, B, C])
    codes, _, former = _codes([A], [B, C], earlier=(Before(whole, (A, B, C)),))
    parted = (Before(codes[0], (A,), former[0]), Before(codes[1], (B, C), former[1]))
    again, kinds, ended = _codes([A, B, C], earlier=parted)
    assert again == [whole]
    assert kinds == ["merged"]
    assert ended == [(codes[0],)]
