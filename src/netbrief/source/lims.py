"""The XML of the Canadian Legislative Information Management System (Justice Canada): acts, regulations
and bills, in English and French."""

from __future__ import annotations

from lxml import etree

from netbrief.source.markup import Dialect, local_name
from netbrief.source.model import SourceBuilder
from netbrief.source.xml import XML_LANG, LawWalk, language_code

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
    level = element.get("level") or ""
    return max(1, int(level)) if level.isdecimal() and len(level) < 3 else 1


def _name(element: etree._Element) -> str:
    """The title of a schedule is its heading; that of a summary a line."""
    name = local_name(element)
    above = element.getparent() if name == "TitleText" else None
    return "@heading" if above is not None and local_name(above) == "ScheduleFormHeading" else name


_BLOCKS = """
    Text Definition ContinuedSectionSubsection ContinuedParagraph ContinuedSubparagraph ContinuedClause
    ContinuedDefinition ContinuedFormulaParagraph TitleText LongTitle ShortTitle BillNumber HistoricalNote Repealed row
    entry ScheduleFormHeading OriginatingRef GroupHeading Amendment BillPiece RelatedOrNotInForce AmendedText ReadAsText
    SectionPiece Recommendation Summary Enacts FormulaGroup Formula FormulaText FormulaTerm FormulaConnector
    FormulaDefinition FormulaParagraph Heading List TableGroup FormHeading ImageGroup QuotedText Quotation Oath
    BilingualGroup BilingualItemEn BilingualItemFr Group Item Provision Caption SignatureBlock Order
    RegulationMakerOrder EnablingAuthority Note ConsolidatedNumber FormGroup DocumentInternal
"""
DIALECT = Dialect(
    provisions=_KINDS,
    numbers=frozenset({"Label"}),
    headings=frozenset({"MarginalNote", "@heading"}),
    blocks=frozenset(_BLOCKS.split()),
    omitted=dict.fromkeys(
        ("RunningHead", "BillHistory", "Chapter", "BillRefNumber", "Parliament", "Stages", "ConsolidationDate",
         "InstrumentNumber", "RegistrationDate", "RecentAmendments"),
        "metadata",
    ),
    quoted=frozenset({"AmendedText", "ReadAsText", "SectionPiece", "RelatedOrNotInForce"}),
    notes=frozenset({"Footnote"}),
    titles=("ShortTitle", "LongTitle"),
    cells=frozenset({"entry"}),
    kind_of=_kind,
    level_of=_level,
    name_of=_name,
)  # fmt: skip


def write_lims(root: etree._Element, builder: SourceBuilder) -> None:
    """Write an act, a regulation or a bill."""
    builder.format = "lims"
    builder.jurisdiction = "ca"
    builder.language = language_code(root.get(XML_LANG) or "")
    LawWalk(builder, DIALECT).run(root)
