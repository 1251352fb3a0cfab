"""The XML of the Canadian Legislative Information Management System (Justice Canada): acts, regulations
and bills, in English and French."""

from __future__ import annotations

from lxml import etree

from netbrief.source.markup import Dialect, MarkupWalk, local_name
from netbrief.source.model import SourceBuilder

_KINDS = {
    "Section": "section", "Subsection": "subsection", "Paragraph": "paragraph", "Subparagraph": "subparagraph",
    "Clause": "clause", "Subclause": "subclause", "Subsubclause": "subsubclause", "Schedule": "schedule",
    "Introduction": "front", "Preamble": "preamble", "Provision": "paragraph", "Item": "item",
    "Heading": "crossheading", "Identification": "front",
}  # fmt: skip


def _kind(element: etree._Element, kind: str) -> str:
    name = local_name(element)
    if name in ("Provision", "Item") and element.find("Label") is None:
        return ""
    if name == "Heading":
        label = element.findtext("Label") or ""
        words = label.strip().lower()
        return "part" if words.startswith(("part", "partie")) else "crossheading"
    return kind


def _level(element: etree._Element) -> int | None:
    if local_name(element) != "Heading":
        return None
    try:
        return max(1, int(element.get("level", "1")))
    except ValueError:
        return 1


DIALECT = Dialect(
    provisions=_KINDS,
    numbers=frozenset({"Label"}),
    headings=frozenset({"MarginalNote"}),
    blocks=frozenset(
        {
            "Text",
            "Definition",
            "ContinuedSectionSubsection",
            "ContinuedParagraph",
            "ContinuedDefinition",
            "TitleText",
            "LongTitle",
            "ShortTitle",
            "BillNumber",
            "HistoricalNote",
            "Repealed",
            "row",
            "entry",
            "ScheduleFormHeading",
            "OriginatingRef",
            "GroupHeading",
            "Footnote",
            "Amendment",
            "BillPiece",
            "RelatedOrNotInForce",
            "AmendedText",
            "ReadAsText",
            "SectionPiece",
            "Recommendation",
            "Summary",
            "Enacts",
            "FormulaGroup",
            "Heading",
            "List",
            "TableGroup",
            "FormHeading",
            "ImageGroup",
            "QuotedText",
            "MarginalNote",
        }
    ),
    omitted=dict.fromkeys(
        (
            "RunningHead",
            "BillHistory",
            "Chapter",
            "BillRefNumber",
            "Parliament",
            "Stages",
            "ConsolidationDate",
            "InstrumentNumber",
            "RegistrationDate",
        ),
        "metadata",
    ),
    quoted=frozenset({"AmendedText", "ReadAsText"}),
    titles=("ShortTitle", "LongTitle"),
    cells=frozenset({"entry"}),
    kind_of=_kind,
    level_of=_level,
)


def write_lims(root: etree._Element, builder: SourceBuilder) -> None:
    """Write an act, a regulation or a bill."""
    builder.format = "lims"
    builder.jurisdiction = "ca"
    builder.language = (root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()
    MarkupWalk(builder, DIALECT).run(root)
