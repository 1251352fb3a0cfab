"""Formex 4, the XML of the Publications Office of the European Union."""

from __future__ import annotations

import re

from lxml import etree

from netbrief.source.markup import Dialect, local_name
from netbrief.source.model import SourceBuilder
from netbrief.source.xml import LawWalk, language_code, title_words

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
_DASHES = frozenset("-–—−•·")


def _kind(element: etree._Element, kind: str) -> str:
    name = local_name(element)
    if name == "DIVISION":
        return division_kind(title_words(element.find("TITLE/TI")))
    if name == "ITEM":
        number = title_words(_first(element, "NP/NO.P", "NO.P"))
        return "" if not number else "indent" if number in _DASHES else "point"
    return kind


def division_kind(words: str) -> str:
    """What a division of a Union act is, by the beginning of its title; "chapter" where that does not say."""
    return next((found for pattern, found in _DIVISIONS if pattern.match(words)), "chapter")


def _first(element: etree._Element, *paths: str) -> etree._Element | None:
    return next((found for path in paths if (found := element.find(path)) is not None), None)


_BLOCKS = """
    ALINEA P TXT LIST NP TITLE VISA ROW CELL PREAMBLE.INIT PREAMBLE.FINAL GR.CONSID GR.CONSID.INIT GR.VISA GR.VISA.INIT
    CONTENTS SIGNATURE SIGNATORY PL.DATE DLIST DLIST.ITEM TERM DEFINITION QUOT.S GR.SEQ TI.ART TI TI.CJT HEADER TBL CORPUS
    ENACTING.TERMS ENACTING.TERMS.CJT ITEM TOC.BLK TOC.ITEM NP.ECR GR.TBL GR.NOTES ANNOTATION COMMENT LV BLK INDEX
    LINE GR.CORRIG CORRIG CONSID.INIT FORMULA.S KEYWORD
"""
DIALECT = Dialect(
    provisions=_KINDS,
    numbers=frozenset({"TI.ART", "NO.PARAG", "NO.P", "TI"}),
    headings=frozenset({"STI.ART", "STI"}),
    blocks=frozenset(_BLOCKS.split()),
    omitted=dict.fromkeys(
        ("BIB.INSTANCE", "BIB.DATA", "BIB.INSTANCE.CONS", "BIB.DATA.CL", "INFO.CONSLEG", "INFO.PROD", "FAM.COMP", "FAM.COMP.CL",
         "DOC.CORR", "DOC.CORR.SE", "BIB.DOC", "BIB.OJ", "BIB.VOLUME"),
        "metadata",
    ),
    quoted=frozenset({"QUOT.S"}),
    notes=frozenset({"NOTE"}),
    titles=("TITLE",),
    cells=frozenset({"CELL"}),
    kind_of=_kind,
)  # fmt: skip


class FormexWalk(LawWalk):
    """Adds the quotation marks, which Formex gives by the hexadecimal code of the character, and takes the
    title of a division for a heading."""

    identifiers = ("IDENTIFIER",)

    def _start(self, element: etree._Element) -> None:
        super()._start(element)
        if local_name(element) in ("QUOT.START", "QUOT.END"):
            self._imply(quotation_mark(element.get("CODE") or ""))

    def _close_structure(self, element: etree._Element, name: str) -> None:
        if name == "TITLE":
            self._flush("heading")
        super()._close_structure(element, name)


def quotation_mark(code: str) -> str:
    """The character with a hexadecimal code such as "2018"; "" for what is no quotation mark."""
    mark = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else ""
    return mark if mark in "\"'«»‘’‚‛“”„‟‹›「」" else ""


def write_formex(root: etree._Element, builder: SourceBuilder) -> None:
    """Write an act, an annex or a consolidated act."""
    builder.format = "formex"
    builder.jurisdiction = "eu"
    builder.language = language_code(title_words(root.find(".//LG.DOC")))
    FormexWalk(builder, DIALECT).run(root)
