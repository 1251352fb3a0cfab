"""Numbers of provisions: what "(iv)", "12A", "4°", "第三十七", "๒๘" or "L. 33-1" may stand for.

A printed number is often ambiguous: "(i)" is a letter after "(h)" and a roman one after "(a)". So a
number has readings; which one holds is settled by the sequence (`sequence.py`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from netbrief.law.traditions import traditions

Value = tuple[int, ...]
FIRST: Value = (1,)


class Reading(NamedTuple):
    """One way to read a number: `scheme` is 1, a, A, i, I, aa, AA, 一, or -; `value` counts from 1,
    with a further member for each inserted step ("12A" is (12, 1), "9.1" is (9, 1))."""

    scheme: str
    value: Value


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_FORM = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_CHINESE_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}
_LATIN_INSERTS = {
    word: rank
    for rank, word in enumerate(
        [
            "bis",
            "ter",
            "quater",
            "quinquies",
            "sexies",
            "septies",
            "octies",
            "nonies",
            "decies",
            "undecies",
            "duodecies",
        ],
        2,
    )
}
_DECIMAL = re.compile(
    r"(\d{1,6})((?:[.\-‑–]\d{1,5})*)[ \xa0\-‑]?([A-Za-z]{0,9})((?:[-‑–.]?\d{1,4}[A-Z]{0,2})*)$"
)
_STEP = re.compile(r"\d+|[A-Za-z]")
# Letters that stand for the series of a French code: L. 33-1 (statute), R. 10 (decree), D., A.
_SERIES = re.compile(r"(?:LO|[LRDA])\.?\*?[ \xa0]?\*?(?=\d)")


def roman(text: str) -> int | None:
    """The value of a roman number written in one case and in its regular form, or None."""
    low = text.lower()
    if not low or not _ROMAN_FORM.fullmatch(low):
        return None
    total = 0
    for here, after in zip(low, low[1:] + " ", strict=True):
        value = _ROMAN[here]
        total += -value if _ROMAN.get(after, 0) > value else value
    return total


def chinese(text: str) -> int | None:
    """The value of a Chinese number below ten thousand ("三十七", "二〇", "一百零一"), or None."""
    if not text or any(c not in _CHINESE_DIGITS and c not in _CHINESE_UNITS for c in text):
        return None
    if not any(c in _CHINESE_UNITS for c in text):
        return int("".join(str(_CHINESE_DIGITS[c]) for c in text[:9]))
    total = digit = 0
    for c in text:
        if c in _CHINESE_UNITS:
            total += (digit or 1) * _CHINESE_UNITS[c]
            digit = 0
        else:
            digit = _CHINESE_DIGITS[c]
    return total + digit


def ascii_digits(text: str) -> str:
    """The text with the decimal digits of any script (Thai, Devanagari, full width) as 0-9."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(c)) if c.isdigit() and unicodedata.decimal(c, None) is not None else c
        for c in text
    )


def _letters(text: str) -> list[Reading]:
    upper = text[0].isupper()
    low = text.lower()
    code = ord(low[0]) - 96
    single, double = ("A", "AA") if upper else ("a", "aa")
    if len(low) == 1:
        return [Reading(single, (code,))]
    found = []
    if len(low) == 2:
        if low[0] == low[1]:
            found += [Reading(single, (26 + code,)), Reading(double, (code,))]
        found.append(Reading(single, (code, ord(low[1]) - 96)))
    elif len(low) == 3 and len(set(low)) == 1:
        found += [Reading(single, (52 + code,)), Reading(double * 2, (code,))]
    return found


def _decimal(text: str) -> list[Reading]:
    match = _DECIMAL.match(text)
    if not match:
        return []
    steps = [int(match[1])]
    steps += [int(step) for step in _STEP.findall(match[2])]
    tail = match[3]
    if tail.lower() in _LATIN_INSERTS:
        steps.append(_LATIN_INSERTS[tail.lower()])
    elif len(tail) <= 3:
        steps += [ord(letter.lower()) - 96 for letter in tail]
    elif tail:
        return []
    for step in _STEP.findall(match[4]):
        steps.append(int(step) if step.isdigit() else ord(step.lower()) - 96)
    found = [Reading("1", tuple(steps))]
    # Canada inserts by decimals: 4.11 stands between 4.1 and 4.2, 14.01 between 14 and 14.1
    if len(steps) == 2 and len(match[2]) > 2 and match[2][0] == "." and not match[3]:
        found.append(Reading("1", (steps[0], *(int(digit) for digit in match[2][1:]))))
    return found


@lru_cache(maxsize=65536)
def readings(token: str) -> tuple[Reading, ...]:
    """All readings of a number without its brackets and full stop; empty when it is none.

    `token` may carry a French series letter ("L. 33-1"), an inserted step ("12A", "9.1", "4bis",
    "(a.1)") and digits of any script.
    """
    text = ascii_digits(token.strip().strip("*_").replace("\xa0", " "))
    text = _SERIES.sub("", text)
    if not text or len(text) > 24:
        return ()
    if text[0].isdigit():
        return tuple(_decimal(text))
    if text[0] in _CHINESE_DIGITS or text[0] in _CHINESE_UNITS:
        main, _, inserted = text.partition("之")
        value = chinese(main)
        step = chinese(inserted)
        return () if value is None else (Reading("一", (value,) if step is None else (value, step)),)
    if not text.isascii():
        return _alphabetic(text)
    return tuple(_lettered(text))


def _alphabetic(text: str) -> tuple[Reading, ...]:
    """Letters of an alphabet other than the Latin, such as (क), (ข)."""
    for known in traditions().values():
        if known.alphabet and text[0] in known.alphabet and len(set(text)) == 1:
            place = known.alphabet.index(text[0]) + 1 + len(known.alphabet) * (len(text) - 1)
            return (Reading(known.alphabet[0], (place,)),)
    return ()


def _lettered(text: str) -> list[Reading]:
    stem, *steps = re.split(r"[.\-]", text)
    if (
        not stem.isalpha()
        or not all(step.isdigit() for step in steps)
        or not (stem.isupper() or stem.islower())
    ):
        return []
    found = _letters(stem) if len(stem) <= 3 else []
    value = roman(stem)
    if value is not None:
        found.append(Reading("I" if stem.isupper() else "i", (value,)))
    elif len(stem) > 1 and (value := roman(stem[:-1])) is not None and stem[-1].lower() in "abc":
        found.append(Reading("I" if stem.isupper() else "i", (value, ord(stem[-1].lower()) - 96)))
    if not steps:
        return found
    extras = {tuple(int(step) for step in steps): None, tuple(int(digit) for digit in "".join(steps)): None}
    return [Reading(scheme, value + extra) for extra in extras for scheme, value in found]


def step_cost(before: Value, after: Value) -> float | None:
    """How much of a jump it is from one number to the next of a sequence: 0 for a successor, a
    little for a gap (repealed units), None where `after` does not come after `before`."""
    if after <= before:
        return None
    index = 0
    while index < len(before) and before[index] == after[index]:
        index += 1
    if index == len(before):
        while index < len(after) - 1 and after[index] == 0:  # 14.01 stands between 14 and 14.1
            index += 1
        step = after[index]
        extra = len(after) - index - 1
    else:
        step = after[index] - before[index]
        extra = len(after) - index - 1
    if step == 1:
        return 0.4 * extra
    return min(0.7 + 0.1 * step + 0.4 * extra, 4.0)


def normalise(number: str) -> str:
    """The number as it is compared and put into identifiers: without brackets, sign, stop or space;
    digits of any script as 0-9, Chinese numbers as decimals; case kept ("(i)" is not "(I)")."""
    text = ascii_digits(number).replace("\xa0", " ").strip().strip('"“”„‘’«»[]*_ ')
    text = re.sub(r"^(?:§+|第)\s*", "", text)
    core = text.strip("()（）.．、:：;-–—‑°º。 ")
    value = chinese(core)
    if value is not None and core:
        return str(value)
    return re.sub(r"[\s.‑–—]+", "-", re.sub(r"[º°]", "", core)).strip("-")
