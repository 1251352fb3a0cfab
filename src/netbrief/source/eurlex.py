"""What the classes and identifiers of EUR-Lex pages declare: the Official Journal's XHTML (with and
without the prefix `oj-`) and the consolidated texts."""

from __future__ import annotations

import re

from lxml import etree

from netbrief.source.markup import words_of

CLASSES = {
    "oj-ti-art": "@number", "ti-art": "@number", "title-article-norm": "@number",
    "oj-sti-art": "@heading", "sti-art": "@heading", "stitle-article-norm": "@heading",
    "oj-ti-section-1": "@number", "ti-section-1": "@number", "title-division-1": "@number",
    "oj-ti-section-2": "@heading", "ti-section-2": "@heading", "title-division-2": "@heading",
    "title-annex-1": "@number", "title-annex-2": "@heading",
    "oj-doc-ti": "@title", "doc-ti": "@title", "title-doc-first": "@title", "title-doc-last": "@title",
    "no-parag": "@number", "grid-list-column-1": "@number",
}  # fmt: skip
_SUBDIVISIONS = {
    "rct": "recital", "art": "article", "cpt": "chapter", "sct": "section_group", "tis": "title", "prt": "part",
    "anx": "annex", "pbl": "preamble", "fnp": "back", "sbs": "section_group",
}  # fmt: skip
_SUBDIVISION_ID = re.compile(r"(?:^|\.)([a-z]{3})_[\w-]+$")
_PARAGRAPH_ID = re.compile(r"^\d{3}[A-Z]?\.\d{3}[A-Z]?$")


def is_eurlex(root: etree._Element) -> bool:
    """Whether a page carries the identifiers of EUR-Lex subdivisions."""
    return root.find(".//div[@class='eli-subdivision']") is not None


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
        return "point"
    if element.tag == "tr" and _is_point(element):
        return "point"
    return ""


def _starts_with_class(element: etree._Element, name: str) -> bool:
    return len(element) > 0 and name in (element[0].get("class") or "").split()


_LABEL = re.compile(r"^\s*\(?[\w]{1,5}[.)]{1,2}\s*$")


def _is_point(row: etree._Element) -> bool:
    """Whether a row is a numbered point of an article: label | text. The row of a recital is the recital."""
    if len(row) != 2 or not _LABEL.match(words_of(row[0])):
        return False
    for above in row.iterancestors("div"):
        match = _SUBDIVISION_ID.search(above.get("id") or "")
        if match:
            return match.group(1) in ("art", "anx") or _nested(row)
    return False


def _nested(row: etree._Element) -> bool:
    table = next(row.iterancestors("table"), None)
    return table is not None and next(table.iterancestors("table"), None) is not None
