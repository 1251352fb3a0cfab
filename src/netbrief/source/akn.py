"""Akoma Ntoso 2.0 and 3.0 (OASIS LegalDocML), in any of its namespaces."""

from __future__ import annotations

from lxml import etree

from netbrief.source.markup import Dialect, local_name
from netbrief.source.model import SourceBuilder
from netbrief.source.xml import XML_LANG, LawWalk, language_code, title_words

_KINDS = {
    name: name
    for name in (
        "book", "part", "title", "chapter", "subchapter", "subpart", "division", "subdivision", "section",
        "article", "rule", "subrule", "subsection", "paragraph", "subparagraph", "clause", "subclause",
        "point", "indent", "item", "recital", "proviso", "transitional",
    )
}  # fmt: skip
_KINDS |= {"level": "level", "attachment": "schedule", "annex": "annex", "preface": "front", "coverPage": "front", "header": "front",
           "preamble": "preamble", "toc": "toc", "conclusions": "back", "hcontainer": "group", "tome": "book",
           "crossHeading": "crossheading"}  # fmt: skip
# What a generic container is, by its name (legislation.gov.uk and the Crown's drafting tool).
_NAMED = {"schedule": "schedule", "annex": "annex", "crossheading": "crossheading", "subheading": "crossheading",
          "regulation": "section", "rule": "section"}  # fmt: skip
_DUBLIN_TITLE = ".//{http://purl.org/dc/elements/1.1/}title"


def _kind(element: etree._Element, kind: str) -> str:
    if kind == "group":
        return _NAMED.get((element.get("name") or "").lower(), "")
    if kind == "level":
        return "paragraph" if _has(element, "num") else "crossheading" if _has(element, "heading") else ""
    if kind == "item" and not _has(element, "num"):
        return ""
    return kind


def _has(element: etree._Element, name: str) -> bool:
    return any(local_name(child) == name for child in element)


_BLOCKS = """
    p block content intro wrapUp listIntroduction listWrapUp listConclusion blockList blockContainer longTitle
    shortTitle docTitle formula tocItem table caption tr td th tblock container quotedStructure embeddedStructure
    mainBody body judgmentBody introduction background decision motivation arguments remedies crossHeading
    citation citations recitals alinea list ul ol li br eol signature hcontainer level item interstitial
    component components attachments doc amendmentBody fragmentBody foreign
"""
DIALECT = Dialect(
    provisions=_KINDS,
    numbers=frozenset({"num"}),
    headings=frozenset({"heading", "subheading", "crossHeading"}),
    blocks=frozenset(_BLOCKS.split()),
    omitted={"meta": "metadata"},
    quoted=frozenset({"quotedStructure"}),
    notes=frozenset({"authorialNote", "note"}),
    titles=("shortTitle", "docTitle", "longTitle"),
    cells=frozenset({"td", "th"}),
    kind_of=_kind,
)  # fmt: skip


class AknWalk(LawWalk):
    """Version 2 names a provision by `id`, version 3 by `eId`."""

    identifiers = ("eId", "id")

    def _is_heading(self, element: etree._Element, name: str) -> bool:
        return name != "crossHeading" and super()._is_heading(element, name)


def write_akn(root: etree._Element, builder: SourceBuilder) -> None:
    """Write an Akoma Ntoso document: an act, a bill, a judgment or any other."""
    builder.format = "akoma-ntoso"
    builder.language = language_code(_value(root, "FRBRlanguage", "language") or _xml_language(root))
    builder.jurisdiction = _jurisdiction(root)
    AknWalk(builder, DIALECT).run(root)
    builder.title = builder.title or _title(root)


def _value(root: etree._Element, name: str, attribute: str = "value") -> str:
    found = root.find(f".//{{*}}{name}")
    return (found.get(attribute) or "").strip() if found is not None else ""


def _xml_language(root: etree._Element) -> str:
    document = root[0] if len(root) else root
    return root.get(XML_LANG) or document.get(XML_LANG) or ""


def _jurisdiction(root: etree._Element) -> str:
    country = _value(root, "FRBRcountry").lower()[:2]
    uri = _value(root, "FRBRuri").lower()
    if not country and uri.startswith(("/akn/", "/")):
        first = uri.removeprefix("/akn").split("/")[1:2]
        country = first[0].split("-")[0] if first and len(first[0].split("-")[0]) == 2 else ""
    if country == "gb" or (not country and any("legislation.gov.uk" in str(s) for s in root.nsmap.values())):
        return "uk"
    return country


def _title(root: etree._Element) -> str:
    return (
        _value(root, "FRBRname") or title_words(root.find(_DUBLIN_TITLE)) or _value(root, "FRBRalias")
        or next((e.get("showAs") or "" for e in root.iter("{*}TLCConcept") if e.get("eId") == "varBillTitle"), "")
    )  # fmt: skip
