"""Numbers of provisions and their readings."""

from __future__ import annotations

import pytest

from netbrief.law.labels import Reading, chinese, normalise, readings, roman, step_cost


@pytest.mark.parametrize(
    ("text", "value"),
    [("i", 1), ("iv", 4), ("XIV", 14), ("xc", 90), ("iiii", None), ("vx", None), ("", None)],
)
def test_roman_numbers(text: str, value: int | None) -> None:
    assert roman(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("三十七", 37),
        ("一百零一", 101),
        ("二〇", 20),
        ("千", 1000),
        ("甲", None),
    ],
)
def test_chinese_numbers(text: str, value: int | None) -> None:
    assert chinese(text) == value


@pytest.mark.parametrize(
    ("token", "found"),
    [
        ("12", [("1", (12,))]),
        ("12A", [("1", (12, 1))]),
        ("9.1", [("1", (9, 1))]),
        ("45A-1", [("1", (45, 1, 1))]),
        ("4bis", [("1", (4, 2))]),
        ("16 quater", [("1", (16, 4))]),
        ("L. 33-1", [("1", (33, 1))]),
        ("๒๘", [("1", (28,))]),
        ("१२", [("1", (12,))]),
        ("第", []),
        ("三十七", [("一", (37,))]),
        ("i", [("a", (9,)), ("i", (1,))]),
        ("C", [("A", (3,)), ("I", (100,))]),
        ("aa", [("a", (27,)), ("aa", (1,)), ("a", (1, 1))]),
        ("a.1", [("a", (1, 1))]),
        ("word", []),
    ],
)
def test_readings(token: str, found: list[tuple[str, tuple[int, ...]]]) -> None:
    assert list(readings(token)) == [Reading(*one) for one in found]


def test_a_successor_costs_nothing_and_a_gap_a_little() -> None:
    assert step_cost((3,), (4,)) == 0
    assert step_cost((9,), (9, 1)) == 0
    assert step_cost((9, 1), (10,)) == 0
    gap = step_cost((3,), (6,))
    assert gap is not None
    assert 0 < gap < 2
    assert step_cost((4,), (4,)) is None
    assert step_cost((5,), (2,)) is None


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("(a)", "a"),
        ("( a )", "a"),
        ("§ 7", "7"),
        ("1.", "1"),
        ("1°", "1"),
        ("12.—", "12"),
        ("（三）", "3"),
        ("๒๘", "28"),
        ("(I)", "I"),
        ("L. 33-1", "L-33-1"),
    ],
)
def test_normalised_numbers(printed: str, plain: str) -> None:
    assert normalise(printed) == plain
