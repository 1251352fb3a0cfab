"""Formex 4, the XML of the Publications Office of the European Union."""

from __future__ import annotations

import re

from lxml import etree

from netbrief.source.markup import Dialect, MarkupWalk, local_name, words_of
from netbrief.source.model import SourceBuilder

_KINDS = {
    "ARTICLE": "article", "PARAG": "paragraph", "ITEM": "point", "CONSID": "recital", "DIVISION": "chapter",
    "ANNEX": "annex", "CONS.ANNEX": "annex", "PREAMBLE": "preamble", "FINAL": "back", "TOC": "toc",
}  # fmt: skip
# How the divisions of a Union act are called, as their titles begin, in the official languages that share a root.
_DIVISIONS = (
    (re.compile(r"\s*(TITLE|TITRE|TITEL|T[IÍ]TULO|TITOLO|TYTU)", re.IGNORECASE), "title"),
    (
        re.compile(r"\s*(SECTION|ABSCHNITT|SECCI|SEC[ÇC]|SEZIONE|AFDELING|SEKCJA)", re.IGNORECASE),
        "section_group",
    ),
    (re.compile(r"\s*(PART|TEIL|PARTE|PARTIE|DEEL|CZ)", re.IGNORECASE), "part"),
)


def _kind(element: etree._Element, kind: str) -> str:
    name = local_name(element)
    if name == "DIVISION":
        title = element.find("TITLE/TI")
        words = words_of(title) if title is not None else ""
        return next((found for pattern, found in _DIVISIONS if pattern.match(words)), "chapter")
    if name == "ITEM" and element.find(".//NO.P") is None:
        return ""
    return kind


DIALECT = Dialect(
    provisions=_KINDS,
    numbers=frozenset({"TI.ART", "NO.PARAG", "NO.P", "TI"}),
    headings=frozenset({"STI.ART", "STI"}),
    blocks=frozenset(
        {
            "ALINEA",
            "P",
            "TXT",
            "LIST",
            "NP",
            "TITLE",
            "VISA",
            "ROW",
            "CELL",
            "PREAMBLE.INIT",
            "PREAMBLE.FINAL",
            "GR.CONSID.INIT",
            "CONTENTS",
            "SIGNATURE",
            "DLIST.ITEM",
            "QUOT.S",
            "GR.SEQ",
            "TI.ART",
            "TI",
            "TI.CJT",
            "HEADER",
        }
    ),
    omitted=dict.fromkeys(
        (
            "BIB.INSTANCE",
            "BIB.DATA",
            "BIB.INSTANCE.CONS",
            "INFO.CONSLEG",
            "INFO.PROD",
            "FAM.COMP",
            "FAM.COMP.CL",
            "DOC.CORR",
            "BIB.DOC",
            "BIB.OJ",
        ),
        "metadata",
    ),
    quoted=frozenset({"QUOT.S"}),
    notes=frozenset({"NOTE"}),
    titles=("TITLE",),
    cells=frozenset({"CELL"}),
    kind_of=_kind,
)


def write_formex(root: etree._Element, builder: SourceBuilder) -> None:
    """Write an act or a consolidated act."""
    builder.format = "formex"
    builder.jurisdiction = "eu"
    language = root.find(".//LG.DOC")
    builder.language = (language.text or "").strip().lower() if language is not None else ""
    MarkupWalk(builder, DIALECT).run(root)
