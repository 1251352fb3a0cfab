"""Which groups stand inside which: parts in chapters or chapters in parts, as a law itself shows it."""

from __future__ import annotations

from dataclasses import dataclass

from netbrief.law.labels import FIRST
from netbrief.law.patterns import Mark
from netbrief.law.traditions import GROUP_ORDER

_ORDER = {kind: rank for rank, kind in enumerate(GROUP_ORDER)}


@dataclass(frozen=True, slots=True)
class Group:
    """Learned order of groups: `above[(a, b)]` is True where a law shows that `a` holds `b`."""

    above: dict[tuple[str, str], bool]

    def holds(self, outer: str, inner: str) -> bool:
        """Whether a unit of kind `outer` may hold one of kind `inner`."""
        known = self.above.get((outer, inner))
        if known is not None:
            return known
        return _ORDER.get(outer, 99) < _ORDER.get(inner, 99)


def learn_groups(marks: list[Mark]) -> Group:
    """The order of groups as the law shows it: a group at the head of another is inside it."""
    above: dict[tuple[str, str], bool] = {}
    before: Mark | None = None
    for mark in marks:
        if mark.place == "group" and mark.reject >= 4 and not mark.quoted:
            if before is not None and before.kind != mark.kind and mark.line - before.line <= 3:
                first = mark.readings[0].value == FIRST if mark.readings else True
                if first and (mark.kind, before.kind) not in above:
                    above[(before.kind, mark.kind)] = True
                    above[(mark.kind, before.kind)] = False
            before = mark
        elif mark.place != "item" or mark.reject > 3:
            before = None
    return Group(above)
