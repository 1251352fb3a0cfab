"""Impacts: one row for each of the fifteen criteria of the Internet Impact Assessment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ImpactDirection = Literal["negative", "positive", "mixed", "unclear", "none"]


@dataclass(frozen=True, slots=True)
class Impact:
    """`severity` 0 to 3 (0 only with "none" or "unclear"); `how` and `effect_on_people` are whole
    sentences; `findings` are the ids of the findings that the row rests on; "none" means that the
    screening found nothing, "unclear" that what it found may go either way."""

    criterion: str
    kind: Literal["critical_property", "enabler"]
    direction: ImpactDirection
    severity: int
    confidence: float
    how: str
    effect_on_people: str
    findings: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The fifteen impacts, in the order of the method, and the aims the law states for itself
    (extents in the text of the law)."""

    impacts: tuple[Impact, ...]
    aims: tuple[tuple[int, int], ...]
