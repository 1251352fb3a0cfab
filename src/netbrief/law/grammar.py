"""Labels at the head of lines: what may open a unit, before the sequence decides whether it does.

Each hit of the patterns becomes a `Mark` with its evidence: what the words before and after it, the
role of its line, quotation marks and amending instructions say for and against a label.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from netbrief.law.labels import Reading, readings
from netbrief.law.patterns import (
    CHAIN,
    RUN_IN,
    Mark,
    Page,
    base_kinds,
    head_pattern,
    looks_like_head,
    unit_kind,
)
from netbrief.law.traditions import ANNEX, BASE, ordinal_words, tradition, unit_words
from netbrief.source.model import Line

_LAST_WORD = re.compile(r"([^\s(“—–.,]+\.?)\s*$")
_NUMBERED_ACT = re.compile(r"\s*(?:No\.?\s*|Nr\.?\s*|n[o°]\s*)?\d{1,4}/\d")  # "(EU) 2018/1808"
_OPENING = re.compile(r"[:：—–][ \t]*\n")
_RANGE = re.compile(
    r"[ \xa0](?:to|and|à|et|bis|und|[-–])[ \xa0][(]?([^\W_]{1,6}(?:\.\d{1,3})?)[)]?(?=[ \xa0]*\[)"
)
_CONJUNCTIONS = frozenset(["and", "or", "et", "ou", "und", "oder", "y", "o", "e", "en", "of"])


class Grammar:
    """Reads the marks of one law. `base` is the kind of its main unit or ""."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language
        self.words = unit_words(language)
        self.base, self.twins = base_kinds(page.text, language)
        self.run_on = False
        self.head_until = -1
        self.references = frozenset(
            word
            for known in (tradition(language), tradition("en"))
            for word in known.phrases.get("reference", ())
        )

    def marks(self) -> list[Mark]:
        """All marks in document order."""
        found: list[Mark] = []
        text = self.page.text
        for match in head_pattern(self.language).finditer(text):
            mark = self._mark(match)
            if mark is None:
                continue
            found.append(mark)
            found.extend(self._chained(mark))
        found.extend(self._run_in(found))
        found.sort(key=lambda mark: mark.start)
        kept: list[Mark] = []
        for mark in found:
            if not kept or mark.start >= kept[-1].end:
                kept.append(mark)
        for before, mark in pairwise(kept):
            mark.close = mark.line <= before.line + 1
        if self.base and _run_on(kept):
            self.base, self.run_on = "", True
            for mark in kept:
                if mark.place in ("base", "annex") and mark.readings:
                    mark.place, mark.kind = "group", "section_group"
        self._quotes(kept)
        self._amendments(kept)
        return kept

    def _mark(self, match: re.Match[str]) -> Mark | None:
        start = match.end("lead")
        index = self.page.line_index(start)
        line = self.page.lines[index]
        token, place, kind, style = self._class(match)
        if not place:
            return None
        found = self._readings(token, match)
        if not found and place != "annex":
            return None
        mark = Mark(
            start,
            match.end(),
            index,
            place,
            kind,
            style,
            token,
            found,
            quoted=bool(match["quote"]),
            indent=line.indent,
        )
        span = _RANGE.match(self.page.text, mark.end, line.end) if place in ("item", "base") else None
        if span and readings(span[1]):  # "(4) to (6) [Repealed]"
            mark.end, mark.until = span.end(), readings(span[1])[-1].value
        self._weigh(mark, line)
        if place != "item" and mark.reject >= 4:  # the line before the next label is this unit's heading
            self.head_until = index if self.page.text[mark.end : line.end].strip() else index + 1
        return mark

    def _readings(self, token: str, match: re.Match[str]) -> tuple[Reading, ...]:
        word = re.sub(r"^the\s", "", token.lower())
        if word in ordinal_words():
            return (Reading("1", (ordinal_words()[word],)),)
        clean = re.sub(r"(?<=[\dI])(?:er|re|st|nd|rd|th|º|ª)$", "", token)
        found = readings(clean)
        if match["kw"] and len(found) > 1:
            upper_roman = [r for r in found if r.scheme == "I"]
            if upper_roman and len(clean) > 1:
                return tuple(upper_roman)
        return found

    def _class(self, match: re.Match[str]) -> tuple[str, str, str, str]:
        """Token, place, kind and style of a head."""
        kind = unit_kind(match, self.words, self.language)
        if kind == "pilcrow":
            return match["kwnum"] or "", "item", "", "§"
        if kind:
            token = match["kwnum"] or match["okwnum"] or match["xnum"] or match["znum"] or match["sign"] or ""
            token += match["zins"] or ""
            if kind in ANNEX:
                return token, "annex", kind, ""
            if kind in BASE or (kind == "section_group" and "section" in (self.base, *self.twins)):
                kind = "section" if kind == "section_group" else kind
                return token, *self._base_place(match, kind)
            return token, "group", kind, ""
        for group, style in (("round", "(.)"), ("bracket", ".)")):
            if match[group]:
                return match[group], "item", "", style
        if match["num"]:
            post = match["numpost"].strip()
            style = ".°" if post[-1:] in ("°", "º") and post else ".." if post else "."
            return match["num"], "item", "", style
        if match["letter"]:
            post = match["letterpost"].strip()
            return match["letter"], "item", "", ".." if post[0] in ".．、" else ".-"
        if match["sign"]:
            return match["sign"], "item", "", "§"
        return ("1", "item", "dash", "-") if match["dash"] else ("", "", "", "")

    def _base_place(self, match: re.Match[str], kind: str) -> tuple[str, str, str]:
        if kind == self.base or not self.base or kind in self.twins:
            return "base", self.base or kind, "§" if match["sign"] else ""
        if match["sign"]:
            return "item", "", "§"
        if kind == "section":
            return "group", "section_group", ""
        if kind == "article":
            return "group", "article_group", ""
        return "base", kind, ""

    def _weigh(self, mark: Mark, line: Line) -> None:
        """How much the place and the words around speak for and against a label."""
        text = self.page.text
        rest = text[mark.end : min(line.end, mark.end + 60)]
        heading = line.role == "heading"
        if mark.place in ("group", "base", "annex"):
            if self.page.text[mark.start].islower() and not heading:
                mark.accept, mark.reject = 3.0, 1.0
            elif heading:
                mark.reject = 9.0
            elif not rest.strip():
                mark.reject = 6.0
            elif looks_like_head(rest):
                mark.reject = 4.0
            else:
                mark.accept, mark.reject = 4.0, 0.0
        elif mark.style == ".":
            self._weigh_bare(mark, line, rest, heading)
        elif mark.style == "-":
            mark.reject = 0.6
        elif (not rest.strip() and self._next_is_label(mark)) or _NUMBERED_ACT.match(rest):
            mark.accept, mark.reject = 3.0, 0.0
        elif rest.lstrip()[:1] in tuple(",;)") and rest.strip():
            mark.accept, mark.reject = 2.0, 0.5
        if not line.new_block and not heading:
            mark.accept += 1.5
            mark.reject = min(mark.reject, 3.0)
        self._weigh_before(mark, heading)

    def _next_is_label(self, mark: Mark) -> bool:
        """Whether the next line holds the next number alone too: a list of references, line by line."""
        if mark.line + 1 >= len(self.page.lines) or not mark.readings:
            return False
        line = self.page.lines[mark.line + 1]
        match = head_pattern(self.language).match(self.page.text[line.start : min(line.end, line.start + 40)])
        if not match or not match["round"] or mark.style != "(.)":
            return False
        values = {(r.scheme, step) for r in readings(match["round"]) for step in [r.value]}
        return any((r.scheme, (r.value[0] + 1,)) in values for r in mark.readings)

    def _first_below(self, mark: Mark) -> bool:
        """Whether the next line begins with "(1)" or "(a)"."""
        if mark.line + 1 >= len(self.page.lines):
            return False
        start = self.page.lines[mark.line + 1].start
        return CHAIN.match(self.page.text[start : start + 8] + " ") is not None

    def _weigh_bare(self, mark: Mark, line: Line, rest: str, heading: bool) -> None:
        words = rest.strip()
        mark.accept = 0.3
        if heading:
            mark.reject = 6.0
        elif CHAIN.match(rest):
            mark.reject = 4.5
        elif words[:1].isupper() or words[:1] in ("“", "‘", "[", "—"):
            mark.reject = 2.6 if line.end - line.start < 160 else 2.0
        elif not words:
            mark.reject = 4.0 if self._first_below(mark) else 1.5
        else:
            mark.reject, mark.accept = 0.3, 1.5

    def _weigh_before(self, mark: Mark, heading: bool) -> None:
        """A label after a reference word at the end of the line before is part of the sentence."""
        if heading or mark.line == 0 or mark.line - 1 <= self.head_until:
            return
        text = self.page.text
        before = self.page.lines[mark.line - 1]
        words = text[max(before.start, before.end - 80) : before.end].rstrip()
        apart = text[before.end : mark.start].count("\n") > 1
        if not words or apart or before.role == "heading" or words[-1] in '.;:—–-”")]。；：':
            return
        found = _LAST_WORD.search(words)
        word = found[1].lower() if found else ""
        wraps = (
            before.end - before.start > 50
            and words[-1].islower()
            and not text[mark.start : mark.end].isupper()
        )
        if word in _CONJUNCTIONS:
            if found and words[: found.start()].rstrip()[-1:] not in (",", ";"):
                mark.accept, mark.reject = mark.accept + 1.5, min(mark.reject, 2.0)
        elif word in self.references and words.count(" ") >= 3:
            mark.accept, mark.reject = mark.accept + 4.0, 0.0
        elif mark.place != "item" and wraps:
            mark.accept, mark.reject = mark.accept + 1.5, min(mark.reject, 2.0)

    def _chained(self, mark: Mark) -> Iterator[Mark]:
        """Labels that follow a label at once: "12.—(1)(a) ..."."""
        text, line = self.page.text, self.page.lines[mark.line]
        if mark.place in ("group", "annex") or mark.kind == "dash":
            return
        end = mark.end
        while match := CHAIN.match(text, end, line.end):
            if match.start("round") == end + 1 and mark.place == "base":
                return  # "Section 3(1) applies": no space before the bracket
            found = readings(match["round"])
            if not found:
                return
            start = match.start("quote") if match["quote"] else match.start("round") - 1
            while text[start] not in '(（“"‘':
                start -= 1
            end = match.end()
            yield Mark(
                start,
                end,
                mark.line,
                "item",
                "",
                "(.)",
                match["round"],
                found,
                reject=3.0,
                accept=mark.accept,
                quoted=mark.quoted or bool(match["quote"]),
                indent=line.indent,
                inline=True,
            )

    def _run_in(self, heads: list[Mark]) -> Iterator[Mark]:
        """First labels of lists that begin inside a line: "... —(a) ..."."""
        text = self.page.text
        for match in RUN_IN.finditer(text):
            start = match.end("dash")
            index = self.page.line_index(start)
            line = self.page.lines[index]
            if not line.start < start < line.end:
                continue
            yield Mark(
                start,
                match.end(),
                index,
                "item",
                "",
                "(.)",
                match["round"],
                readings(match["round"]),
                reject=2.5,
                accept=0.5,
                quoted=bool(match["quote"]),
                inline=True,
                indent=line.indent,
            )

    def _quotes(self, marks: list[Mark]) -> None:
        """Which marks stand between an opening quotation mark at a line's start and its closing."""
        lines, text = self.page.lines, self.page.text
        is_open = False
        last = 0
        for mark in marks:
            if is_open and mark.line > last:
                is_open = not any(
                    _closes(text[line.start : line.end]) for line in lines[last : min(mark.line, last + 400)]
                )
            mark.inside = is_open
            is_open = is_open or mark.quoted
            last = mark.line

    def _amendments(self, marks: list[Mark]) -> None:
        """Which marks follow an instruction that ends in "the following:", and which hold one."""
        low = self.page.text.lower().replace("\n", " ")
        if len(low) != len(self.page.text):  # a few letters have a longer lower case
            low = self.page.text.replace("\n", " ")
        spans = sorted(_occurrences(low, self._phrases("amending")))
        if not spans or not marks:
            return
        previous: Mark | None = None
        for mark, after in zip(marks, [*marks[1:], None], strict=True):
            stop = min(after.start if after else len(low), mark.start + 1500)
            at = bisect_right(spans, mark.start)
            mark.amending = at < len(spans) and spans[at] < stop
            if previous is not None and previous.amending and mark.line > previous.line and mark.reject < 9:
                mark.after_open = self._opens_new_text(previous, mark)
            previous = mark
        for mark, after in zip(reversed(marks[:-1]), reversed(marks[1:]), strict=True):
            if after.amending and not self.page.text[mark.end : after.start].strip(" \n.—–-"):
                mark.amending = True  # the instruction is in the first subsection

    def _opens_new_text(self, previous: Mark, mark: Mark) -> bool:
        """Whether a line that ends in a colon or a dash stands close before the mark."""
        between = self.page.text[max(previous.start, mark.start - 1500) : mark.start]
        found = list(_OPENING.finditer(between))
        return bool(found) and len(between) - found[-1].end() < 250

    def _phrases(self, name: str) -> tuple[str, ...]:
        own = tradition(self.language).phrases.get(name, ())
        return tuple(dict.fromkeys((*own, *tradition("en").phrases.get(name, ()))))


def _closes(line: str) -> bool:
    german = line.count("„")
    opens = german + line.count("«") + (0 if german else line.count("“"))
    closes = line.count("”") + line.count("»") + (line.count("“") if german else 0)
    if not closes and line.rstrip(" .;,").endswith("“"):
        return True
    starts = line.lstrip()[:1] in ("“", "„", "«")
    if closes:
        return closes > opens - (1 if starts else 0)
    return line.rstrip(' .,;"').endswith("’")


def _run_on(marks: list[Mark]) -> bool:
    """Whether numbered paragraphs run on through the law under headings such as "Section 3", as in
    explanatory notes: then the paragraphs are the main units, and the headings group them."""
    last, restarts, runs, fresh, head = 0, 0, 0, False, 0
    for mark in marks:
        if mark.place == "base" and mark.reject >= 4:
            fresh, head = True, mark.readings[0].value[0] if mark.readings else 0
        elif (
            mark.place == "item"
            and mark.style in (".", "..")
            and mark.readings
            and mark.readings[0].scheme == "1"
        ):
            value = mark.readings[0].value[0]
            if fresh:
                runs += value == last + 1 and value not in (1, head)
                restarts += value in (1, head)  # "Section 3" over "3.—(1)" is the number printed twice
                fresh = False
            last = value if value == last + 1 or value == 1 or last == 0 else last
    return runs > 5 and runs > 3 * restarts


def _occurrences(text: str, phrases: tuple[str, ...]) -> Iterator[int]:
    for phrase in phrases:
        at = text.find(phrase)
        while at >= 0:
            yield at
            at = text.find(phrase, at + len(phrase))
