"""How a unit is cited in full: "Section 12(1)(a)", "§ 7 Abs. 2 Nr. 1", "第三十七条第一款", "มาตรา ๒๘ (๑)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from netbrief.law.labels import ascii_digits, normalise
from netbrief.law.traditions import ANNEX, BASE, Tradition

if TYPE_CHECKING:
    from netbrief.law.tree import Node

_STYLES = {
    "(.)": "round",
    ".)": "bracket",
    "..": "stop",
    ".°": "degree",
    ".": "bare",
    ".-": "roman_dash",
    "§": "pilcrow",
}
_SCHEMES = {
    "1": "decimal",
    "a": "letter",
    "A": "capital",
    "i": "roman",
    "I": "roman",
    "aa": "double",
    "AA": "double",
    "一": "chinese",
}
_DIGITS = "〇一二三四五六七八九"


def chinese_number(value: int) -> str:
    """A number from 1 to 9999 in Chinese, as in 第三十七条."""
    if not 0 < value < 10000:
        return str(value)
    out, zero = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            out += ("零" if zero and out else "") + _DIGITS[digit] + sign
            zero = False
        else:
            zero = True
    return out[1:] if out.startswith("一十") else out


class Citations:
    """Builds the citations of a list of nodes, parents before children."""

    def __init__(self, tradition: Tradition, nodes: Sequence[Node], text: str) -> None:
        self._cite = tradition.cite
        self._nodes = nodes
        self._words = {n: word for word, n in reversed(list(tradition.ordinals.items()))}
        self._made: dict[int, str] = {}
        self._text = text

    def label(self, index: int) -> str:
        """The citation of a node; "" for units without a number."""
        node = self._nodes[index]
        made = self._label(node)
        self._made[index] = made
        return made

    def _label(self, node: Node) -> str:
        above = self._made.get(node.parent, "")
        if not node.number and node.kind not in ANNEX:
            return ""
        if node.kind in BASE or node.place in ("group", "annex") or node.kind == "recital":
            own = self._fill(self._template(node.kind, node), node).strip()
            holder = self._nodes[node.parent] if node.parent >= 0 else None
            if holder is not None and holder.place == "annex" and node.place != "group":
                return f"{above}, {own}"
            return own
        holder = self._nodes[node.parent]
        if holder.place in ("annex", "group", "zone", "root"):
            prefix = f"{self._annex(node)}, " if self._annex(node) else ""
            return prefix + self._fill(self._template("paragraph_alone", node), node).strip()
        if not above and holder.kind not in BASE:
            above = self._above(node)
        return above + self._fill(self._template(node.kind, node), node)

    def _above(self, node: Node) -> str:
        here = node.parent
        while here > 0:
            if self._made.get(here):
                return self._made[here]
            here = self._nodes[here].parent
        return ""

    def _annex(self, node: Node) -> str:
        here = node.parent
        while here > 0:
            if self._nodes[here].place == "annex":
                return self._made.get(here, "")
            here = self._nodes[here].parent
        return ""

    def _template(self, kind: str, node: Node) -> str:
        if node.kind == "indent":
            return self._cite.get("dash", ", {n}")
        style, scheme = _STYLES.get(node.style, ""), _SCHEMES.get(node.scheme, "")
        for name in (kind, f"{style}_{scheme}", style, "level"):
            if name in self._cite:
                return self._cite[name]
        return "{n}"

    def _fill(self, template: str, node: Node) -> str:
        token = node.token or node.number
        printed = re.sub(r"^(?:§+|第)\s*", "", token).strip(' ()（）.．、:：—–-[]*"“')
        number = normalise(token) if "{zh}" in template else printed
        digits = ascii_digits(number)
        if "{zh}" in template:
            main, _, inserted = digits.partition("-")
            shown = chinese_number(int(main)) if main.isdigit() else printed
            return template.replace("{zh}", shown) + (
                f"之{chinese_number(int(inserted))}" if inserted.isdigit() else ""
            )
        word = self._words.get(int(digits), digits) if digits.isdigit() else digits
        return template.format(n=printed, p=printed, word=word, head=node.number)
