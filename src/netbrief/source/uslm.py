"""United States Legislative Markup (USLM 1 and 2, Government Publishing Office), and the older House
and Senate bill vocabulary (`bill.dtd`)."""

from __future__ import annotations

import re

from lxml import etree

from netbrief.source.markup import Dialect, local_name
from netbrief.source.model import SourceBuilder
from netbrief.source.xml import XML_LANG, LawWalk, language_code, title_words

_LEVELS = ("division", "subdivision", "title", "subtitle", "part", "subpart", "chapter", "subchapter", "section",
           "subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem", "article", "rule",
           "compiledAct")  # fmt: skip
_DUBLIN_TITLE = ".//{http://purl.org/dc/elements/1.1/}title"
# "116 HR 1058 RDS: To amend ...": the citation is no part of the title.
_CITATION = re.compile(r"^\d+ [A-Z]+ \d+ [A-Z]+: ")


def _kind(element: etree._Element, kind: str) -> str:
    """`dc:title` in the metadata has the name of a level; an item of a list in old bills has none."""
    if kind and "purl.org/dc" in str(element.tag):
        return ""
    return kind


_BLOCKS = """
    content chapeau continuation continuation-text proviso p longTitle docTitle officialTitle enactingFormula
    quotedContent resolvingClause action actionDescription actionInstruction slugLine referenceItem groupItem
    headerRow text quoted-block after-quoted-block sidenote sourceCredit main editorialNote note notes statutoryNote
    tr td th row entry column layout table tgroup thead tbody caption block signature signatures attestation notation
    official-title legis-num congress session docNumber docStage currentChamber current-chamber legis-type
    explanationNote citationNote editionNote distributionCode distribution-code relatedDocument level legis-body
    resolution-body calendar associated-doc purpose action-date action-desc action-instruction toc-entry crossHeading
    crossheading list listItem list-item listHeading listContent formula enacting-formula attestation-group
    attestation-date attestor role pagebreak br reportDate uscNote legislativeHistory approvedDate publicLaw
    dateCurrent collection
"""
DIALECT = Dialect(
    provisions={name: name for name in _LEVELS}
    | {"appendix": "annex", "schedule": "schedule", "recital": "recital", "whereas": "recital", "preface": "front",
       "form": "front", "cover": "front", "preamble": "preamble", "toc": "toc", "endorsement": "back",
       "reorganizationPlan": "annex", "courtRules": "part", "courtRule": "section"},
    numbers=frozenset({"num", "enum"}),
    headings=frozenset({"heading", "header", "subheading"}),
    blocks=frozenset(_BLOCKS.split()),
    omitted={"meta": "metadata", "metadata": "metadata"},
    quoted=frozenset({"quotedContent", "quoted-block"}),
    notes=frozenset({"footnote"}),
    titles=("shortTitle", "short-title", "officialTitle", "official-title", "docTitle"),
    cells=frozenset({"td", "th", "entry", "column"}),
    kind_of=_kind,
)  # fmt: skip


class UslmWalk(LawWalk):
    """Adds the quotation marks of the older vocabulary, which has an element for a short quote, and keeps
    the titles of parts of an act from being its title."""

    def _start(self, element: etree._Element) -> None:
        if local_name(element) == "quote":
            self._imply("“")
        super()._start(element)

    def _end(self, element: etree._Element) -> None:
        super()._end(element)
        if local_name(element) == "quote":
            self._imply("”")

    def _keep_title(self, element: etree._Element, name: str) -> None:
        if element.get("role") in (None, "act", "bill", "resolution"):
            super()._keep_title(element, name)


def write_uslm(root: etree._Element, builder: SourceBuilder) -> None:
    """Write a USLM document, or a bill of the older vocabulary."""
    builder.format = "uslm"
    builder.jurisdiction = "us"
    builder.language = language_code(root.get(XML_LANG) or "en")
    walk = UslmWalk(builder, DIALECT)
    walk.run(root)
    cited_by = walk.titles.get("shortTitle") or walk.titles.get("short-title")
    dublin = _CITATION.sub("", title_words(root.find(_DUBLIN_TITLE)))
    builder.title = (cited_by or dublin or builder.title).rstrip(" .,;")
