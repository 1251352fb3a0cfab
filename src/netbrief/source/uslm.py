"""United States Legislative Markup (USLM 1 and 2, Government Publishing Office), and the older House
and Senate bill vocabulary (`bill.dtd`)."""

from __future__ import annotations

from lxml import etree

from netbrief.source.markup import Dialect, MarkupWalk, local_name, words_of
from netbrief.source.model import SourceBuilder

_LEVELS = ("division", "title", "subtitle", "part", "subpart", "chapter", "subchapter", "section", "subsection",
           "paragraph", "subparagraph", "clause", "subclause", "item", "subitem", "appendix")  # fmt: skip
_DEEP = ("division", "subdivision", "title", "subtitle", "part", "subpart", "chapter", "subchapter", "section",
         "subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem", "article")  # fmt: skip


def _kind(element: etree._Element, kind: str) -> str:
    """`dc:title` in the metadata has the name of a level."""
    if kind and isinstance(element.tag, str) and "purl.org/dc" in element.tag:
        return ""
    return kind


DIALECT = Dialect(
    provisions={name: name for name in _DEEP}
    | {
        "appendix": "annex",
        "recital": "recital",
        "preface": "front",
        "preamble": "preamble",
        "toc": "toc",
        "endorsement": "back",
    },
    numbers=frozenset({"num", "enum"}),
    headings=frozenset({"heading", "header"}),
    blocks=frozenset(
        {
            "content",
            "chapeau",
            "continuation",
            "p",
            "longTitle",
            "docTitle",
            "officialTitle",
            "enactingFormula",
            "quotedContent",
            "resolvingClause",
            "action",
            "slugLine",
            "referenceItem",
            "groupItem",
            "text",
            "quoted-block",
            "sidenote",
            "sourceCredit",
            "main",
            "editorialNote",
            "note",
            "notes",
            "tr",
            "td",
            "th",
            "table",
            "block",
            "signature",
            "official-title",
            "legis-num",
            "congress",
            "session",
            "docNumber",
            "docStage",
            "currentChamber",
            "legis-type",
            "explanationNote",
            "citationNote",
            "editionNote",
            "distributionCode",
            "relatedDocument",
            "actionInstruction",
            "level",
        }
    ),
    omitted={"meta": "metadata", "metadata": "metadata"},
    quoted=frozenset({"quotedContent", "quoted-block"}),
    notes=frozenset({"footnote"}),
    titles=("docTitle", "officialTitle", "official-title", "shortTitle"),
    cells=frozenset({"td", "th"}),
    kind_of=_kind,
)


def write_uslm(root: etree._Element, builder: SourceBuilder) -> None:
    """Write a USLM document, or a bill of the older vocabulary."""
    builder.format = "uslm"
    builder.jurisdiction = "us"
    builder.language = (root.get("{http://www.w3.org/XML/1998/namespace}lang") or "en").lower()
    builder.title = _title(root)
    MarkupWalk(builder, DIALECT).run(root)


def _title(root: etree._Element) -> str:
    for name in ("dc:title", "title"):
        for element in root.iter("{http://purl.org/dc/elements/1.1/}title"):
            words = " ".join(words_of(element).split())
            if words:
                return words
        if name == local_name(root):
            break
    return ""
