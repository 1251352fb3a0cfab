"""Writes the brief: the parts of an analysis in, a document tree out.

The sections are those of published Internet Impact Briefs. Every statement about the law links to
the provision, whose words are in the appendix, so that every link resolves inside the brief.
"""

from __future__ import annotations

from netbrief.assessment.model import Assessment
from netbrief.assessment.wording import wording
from netbrief.brief.appendix import appendix_section, sources_section
from netbrief.brief.context import context_section
from netbrief.brief.drafting import questions_section, safeguards_section
from netbrief.brief.elsewhere import elsewhere_section
from netbrief.brief.findings import findings_section
from netbrief.brief.front import abstract_section, facts, overview_section
from netbrief.brief.impacts import enablers_section, properties_section
from netbrief.brief.limits import limits_section
from netbrief.brief.material import BriefMeta, Material
from netbrief.brief.method import method_section
from netbrief.brief.model import Brief, Section, Text
from netbrief.brief.quoting import check_quotes
from netbrief.knowledge.model import Knowledge
from netbrief.law.model import Law
from netbrief.screening.model import Screening


def write_brief(
    law: Law,
    screening: Screening,
    assessment: Assessment,
    knowledge: Knowledge,
    meta: BriefMeta | None = None,
) -> Brief:
    """The brief of a law. Raises QuoteError where a quotation is not the law's own words at its place;
    KnowledgeError where the knowledge base lacks a phrase. The same input gives the same brief."""
    meta = meta or BriefMeta(knowledge_version=knowledge.version)
    say = wording(knowledge, meta.language)
    material = Material(law, screening, assessment, knowledge, meta, say)
    brief = Brief(
        title=say("title"),
        subject=subject(law) or say("untitled"),
        language=say.language,
        subject_language=law.language if subject(law) else "",
        facts=facts(material),
        sections=tuple(section for section in _sections(material) if section is not None),
        skip_label=say("skip"),
        contents_label=say("contents"),
        footer=(Text(say("footer")),),
    )
    check_quotes(brief, law)
    return brief


def subject(law: Law) -> str:
    """The title of a law in one line."""
    return " ".join(law.title.split())


def _sections(material: Material) -> tuple[Section | None, ...]:
    found = bool(material.findings)
    return (
        abstract_section(material),
        overview_section(material),
        context_section(material),
        method_section(material),
        properties_section(material) if found else None,
        enablers_section(material) if found else None,
        findings_section(material) if found else None,
        elsewhere_section(material) if found else None,
        safeguards_section(material) if found else None,
        questions_section(material) if found else None,
        limits_section(material),
        appendix_section(material),
        sources_section(material),
    )
