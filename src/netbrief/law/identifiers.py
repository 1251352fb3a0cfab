"""Identifiers of provisions after the Akoma Ntoso naming convention (OASIS, akn-nc v1.0, section 5).

An identifier is that of the parent, two underscores, the abbreviation of the kind, an underscore and the
number: `part_2__sec_12__subsec_1__para_a`. Main units carry no prefix of the groups above them, since
their numbers run through the law; a number that occurs twice gets a further `_2`.
"""

from __future__ import annotations

from netbrief.law.labels import normalise

_SHORT = {
    "article": "art",
    "section": "sec",
    "subsection": "subsec",
    "paragraph": "para",
    "subparagraph": "subpara",
    "chapter": "chp",
    "subchapter": "subchp",
    "division": "dvs",
    "subdivision": "subdvs",
    "recital": "rec",
    "regulation": "reg",
    "schedule": "sched",
    "provision": "prov",
    "section_group": "secgroup",
    "subsection_group": "subsecgroup",
    "article_group": "artgroup",
    "paragraph_group": "paragroup",
}
_ZONES = frozenset({"front", "preamble", "toc", "back", "law"})


class Identifiers:
    """Gives out identifiers, each once."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def give(self, kind: str, number: str, parent: str, *, outer: bool) -> str:
        """An identifier for a unit; `outer` leaves the parent's out (main units of a law, zones)."""
        short = _SHORT.get(kind, kind)
        core = normalise(number).replace(" ", "-")[:40]
        own = short if not core and kind in _ZONES else f"{short}_{core or self._count(parent, short)}"
        full = own if outer or not parent else f"{parent}__{own}"
        return self._unique(full)

    def _count(self, parent: str, short: str) -> int:
        key = f"{parent}\n{short}"
        self._taken[key] = self._taken.get(key, 0) + 1
        return self._taken[key]

    def _unique(self, full: str) -> str:
        seen = self._taken.get(full, 0) + 1
        self._taken[full] = seen
        if seen == 1:
            return full
        other = f"{full}_{seen}"
        return (
            other if other not in self._taken and not self._taken.update({other: 1}) else self._unique(full)
        )
