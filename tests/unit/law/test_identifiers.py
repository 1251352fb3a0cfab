"""Identifiers after the Akoma Ntoso naming convention."""

from __future__ import annotations

from netbrief.law.identifiers import Identifiers


def test_an_identifier_is_built_on_its_parent() -> None:
    give = Identifiers()
    section = give.give("section", "12", "part_1", outer=True)
    assert section == "sec_12"
    assert give.give("subsection", "(1)", section, outer=False) == "sec_12__subsec_1"


def test_a_number_that_comes_twice_gets_a_count() -> None:
    give = Identifiers()
    found = [give.give("paragraph", "(a)", "sec_2", outer=False) for _ in range(3)]
    assert found == ["sec_2__para_a", "sec_2__para_a_2", "sec_2__para_a_3"]


def test_a_count_never_meets_a_number() -> None:
    give = Identifiers()
    found = [give.give("paragraph", number, "sec_2", outer=False) for number in ("a_2", "a", "a", "a")]
    assert len(set(found)) == 4


def test_units_without_a_number_are_counted() -> None:
    give = Identifiers()
    assert [give.give("indent", "", "art_1", outer=False) for _ in range(2)] == [
        "art_1__indent_1",
        "art_1__indent_2",
    ]
    assert give.give("preamble", "", "", outer=True) == "preamble"
