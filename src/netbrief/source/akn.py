"""Akoma Ntoso 2.0 and 3.0 (OASIS LegalDocML), in any of its namespaces."""

from __future__ import annotations

from lxml import etree

from netbrief.source.markup import Dialect, MarkupWalk, local_name
from netbrief.source.model import SourceBuilder

_KINDS = {
    name: name
    for name in (
        "book", "part", "title", "chapter", "subchapter", "subpart", "division", "subdivision", "section",
        "article", "rule", "subrule", "subsection", "paragraph", "subparagraph", "clause", "subclause",
        "point", "indent", "item", "recital", "proviso", "transitional",
    )
}  # fmt: skip
_KINDS |= {"level": "paragraph", "attachment": "schedule", "preface": "front", "coverPage": "front",
           "preamble": "preamble", "toc": "toc", "conclusions": "back", "hcontainer": "group"}  # fmt: skip


def _kind(element: etree._Element, kind: str) -> str:
    if kind == "group":
        name = (element.get("name") or "").lower()
        if name.startswith("schedule"):
            return "schedule"
        return "crossheading" if name == "crossheading" else ""
    if local_name(element) == "level" and not _has_number(element):
        return ""
    if kind == "item" and not _has_number(element):
        return ""
    return kind


def _has_number(element: etree._Element) -> bool:
    return any(local_name(child) == "num" for child in element)


DIALECT = Dialect(
    provisions=_KINDS,
    numbers=frozenset({"num"}),
    headings=frozenset({"heading", "subheading"}),
    blocks=frozenset(
        {
            "p",
            "block",
            "content",
            "intro",
            "wrapUp",
            "listIntroduction",
            "listWrapUp",
            "blockList",
            "blockContainer",
            "longTitle",
            "shortTitle",
            "docTitle",
            "formula",
            "tocItem",
            "table",
            "tr",
            "td",
            "th",
            "tblock",
            "container",
            "quotedStructure",
            "embeddedStructure",
            "header",
            "mainBody",
            "body",
            "judgmentBody",
            "introduction",
            "background",
            "decision",
            "motivation",
            "crossHeading",
        }
    ),
    omitted={"meta": "metadata"},
    quoted=frozenset({"quotedStructure"}),
    notes=frozenset({"authorialNote", "note"}),
    titles=("shortTitle", "docTitle", "title", "longTitle"),
    cells=frozenset({"td", "th"}),
    kind_of=_kind,
)


def write_akn(root: etree._Element, builder: SourceBuilder) -> None:
    """Write an Akoma Ntoso document."""
    builder.format = "akoma-ntoso"
    language = root.find(".//{*}FRBRlanguage")
    country = root.find(".//{*}FRBRcountry")
    builder.language = _language(language.get("language", "") if language is not None else "")
    builder.jurisdiction = (country.get("value", "") if country is not None else "").lower()[:2]
    name = root.find(".//{*}FRBRname")
    MarkupWalk(builder, DIALECT).run(root)
    if not builder.title and name is not None:
        builder.title = name.get("value", "")


_THREE_LETTERS = {"eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "por": "pt", "ita": "it",
                  "nld": "nl", "pol": "pl", "zho": "zh", "swa": "sw", "afr": "af"}  # fmt: skip


def _language(code: str) -> str:
    return _THREE_LETTERS.get(code, code)
