"""What the classes and identifiers of EUR-Lex pages declare: the Official Journal's XHTML (with and
without the prefix `oj-`), the consolidated texts, and the older flat pages without subdivisions."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from netbrief.source.formex import division_kind
from netbrief.source.markup import words_of

CLASSES = {
    "oj-ti-art": "@number", "ti-art": "@number", "title-article-norm": "@number",
    "oj-sti-art": "@heading", "sti-art": "@heading", "stitle-article-norm": "@heading",
    "oj-ti-section-1": "@number", "ti-section-1": "@number", "title-division-1": "@number",
    "oj-ti-section-2": "@heading", "ti-section-2": "@heading", "title-division-2": "@heading",
    "title-annex-1": "@number", "title-annex-2": "@heading",
    "oj-ti-grseq-1": "@line", "ti-grseq-1": "@line", "title-gr-seq-level-1": "@line", "title-gr-seq-level-2": "@line",
    "oj-doc-ti": "@title", "doc-ti": "@title", "title-doc-first": "@title", "title-doc-last": "@title",
    "no-parag": "@number", "grid-list-column-1": "@number",
}  # fmt: skip
_SUBDIVISIONS = {
    "rct": "recital", "art": "article", "cpt": "chapter", "sct": "section_group", "tis": "title", "prt": "part",
    "anx": "annex", "pbl": "preamble", "fnp": "back", "sbs": "section_group",
}  # fmt: skip
_SUBDIVISION_ID = re.compile(r"(?:^|\.)([a-z]{3})_[\w-]+$")
_PARAGRAPH_ID = re.compile(r"^\d{3}[A-Z]?\.\d{3}[A-Z]?$")
_LABEL = re.compile(r"^\s*(?:\(?[\w]{1,5}[.)]{1,2}|[—–−-])\s*$")
_NUMBERED = re.compile(r"\s*(\d{1,3}[a-z]?\.)\s")
_BRACKETED = re.compile(r"\s*(\(\d{1,3}[a-z]?\))\s")
_LANGUAGE = re.compile(r"[—–-]\s*([A-Z]{2})\s*[—–-]")
_ANNEX = re.compile(r"\s*(ANNEX|ANHANG|ANEXO|ALLEGATO|BIJLAGE|BILAG|LIITE|LISA|ZAŁĄCZNIK|PŘÍLOHA|PRÍLOHA|PRILOG|ΠΑΡΑΡΤΗΜΑ|ПРИЛОЖЕНИЕ)")  # fmt: skip
_ARTICLES = frozenset({"ti-art", "oj-ti-art", "title-article-norm"})
_DIVISIONS = frozenset({"ti-section-1", "oj-ti-section-1", "title-division-1"})
_TITLES = frozenset({"doc-ti", "oj-doc-ti", "title-doc-first", "title-annex-1"})
_PLAIN = frozenset({"normal", "oj-normal", "norm"})
_RANKS = {"part": 1, "title": 2, "chapter": 3, "section_group": 4}
_ARTICLE_RANK, _PARAGRAPH_RANK = 10, 20
# Letters of a cell that are looked at; no number is longer.
LONGEST_LABEL = 12


class FlatUnit(NamedTuple):
    """A unit that a flat page opens by a paragraph: its kind, its rank (1 the highest) and its number,
    None where the paragraph is the number."""

    kind: str
    rank: int
    label: str | None


def is_eurlex(root: etree._Element) -> bool:
    """Whether a page carries the identifiers or the classes of EUR-Lex."""
    return has_subdivisions(root) or any(
        not _ARTICLES.isdisjoint((p.get("class") or "").split()) for p in root.iter("p")
    )


def has_subdivisions(root: etree._Element) -> bool:
    """Whether the units of a page are elements with identifiers; without, they follow each other flat."""
    return any("eli-subdivision" in (div.get("class") or "").split() for div in root.iter("div"))


def eurlex_language(root: etree._Element) -> str:
    """The language of a page in two letters, as its heading prints it; "" where it prints none."""
    for element in root.iter("p", "title"):
        classes = (element.get("class") or "").split()
        words = words_of(element).strip() if element.tag == "title" or classes else ""
        if {"oj-hd-lg", "hd-lg"} & set(classes) and re.fullmatch(r"[A-Z]{2}", words):
            return words.lower()
        match = _LANGUAGE.search(words) if element.tag == "title" or "reference" in classes else None
        if match:
            return match.group(1).lower()
    return ""


def eurlex_name(element: etree._Element) -> str:
    """The name that the classes of an element give it, "" for none."""
    for word in (element.get("class") or "").split():
        if word in CLASSES:
            name = CLASSES[word]
            return _annex_name(element) if name == "@title" else name
    return ""


def _annex_name(element: etree._Element) -> str:
    """In an annex the first title is the number and the second the heading."""
    above = element.getparent()
    if above is None or not _SUBDIVISION_ID.sub(r"\1", above.get("id") or "").endswith("anx"):
        return "@title"
    before = element.getprevious()
    return "@heading" if before is not None and eurlex_name(before) in ("@number", "@heading") else "@number"


def eurlex_kind(element: etree._Element, kind: str) -> str:
    """The kind of provision that an element of such a page declares, "" for none."""
    classes = (element.get("class") or "").split()
    identifier = element.get("id") or ""
    match = _SUBDIVISION_ID.search(identifier) if element.tag == "div" else None
    if match:
        return _SUBDIVISIONS.get(match.group(1), "")
    if _PARAGRAPH_ID.match(identifier):
        return "paragraph"
    if "norm" in classes and _starts_with_class(element, "no-parag"):
        return "paragraph"
    if "grid-container" in classes and _starts_with_class(element, "grid-list-column-1"):
        return _point_kind(element[0])
    if element.tag == "tr" and _is_point(element):
        return _point_kind(element[0])
    return ""


def _starts_with_class(element: etree._Element, name: str) -> bool:
    return len(element) > 0 and name in (element[0].get("class") or "").split()


def _point_kind(number: etree._Element) -> str:
    return "point" if any(char.isalnum() for char in beginning(number)) else "indent"


def beginning(element: etree._Element) -> str:
    """The first letters of an element, a few more than any number has."""
    words = ""
    for text in element.itertext():
        words += str(text).strip() if not words else str(text)
        if len(words) > LONGEST_LABEL:
            break
    return words


def _is_point(row: etree._Element) -> bool:
    """Whether a row is a numbered point of an article: label | text. The row of a recital is the recital."""
    if not _is_label_and_text(row):
        return False
    for above in row.iterancestors("div"):
        match = _SUBDIVISION_ID.search(above.get("id") or "")
        if match:
            return match.group(1) in ("art", "anx") or _nested(row)
    return False


def _is_label_and_text(row: etree._Element) -> bool:
    return len(row) == 2 and bool(_LABEL.match(beginning(row[0])))


def _nested(row: etree._Element) -> bool:
    table = next(row.iterancestors("table"), None)
    return table is not None and next(table.iterancestors("table"), None) is not None


def flat_kind(element: etree._Element, kind: str) -> str:
    """The kind of a row of a flat page: a point, or before the first article a recital."""
    if element.tag == "tr" and _is_label_and_text(element):
        return _point_kind(element[0])
    return ""


def flat_unit(element: etree._Element) -> FlatUnit | None:
    """The unit that a paragraph of a flat page opens; None for a paragraph that opens none."""
    if element.tag != "p":
        return None
    classes = set((element.get("class") or "").split())
    if classes & _ARTICLES:
        return FlatUnit("article", _ARTICLE_RANK, None)
    if classes & _DIVISIONS:
        kind = division_kind(words_of(element))
        return FlatUnit(kind, _RANKS.get(kind, 3), None)
    if classes & _TITLES and _ANNEX.match(words_of(element)):
        return FlatUnit("annex", 1, None)
    if classes & _PLAIN:
        words = beginning(element)
        for pattern, kind in ((_NUMBERED, "paragraph"), (_BRACKETED, "recital")):
            match = pattern.match(words + " ")
            if match:
                return FlatUnit(kind, _PARAGRAPH_RANK, match.group(1))
    return None
