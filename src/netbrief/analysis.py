"""The main path: a source becomes an analysis. No file, network, clock or database here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from netbrief.assessment.assess import assess
from netbrief.assessment.model import Assessment
from netbrief.knowledge.model import Knowledge
from netbrief.law.language import detect_language
from netbrief.law.model import Law
from netbrief.law.parse import parse
from netbrief.screening.model import Screening
from netbrief.screening.screen import screen
from netbrief.source.model import Source


@dataclass(frozen=True, slots=True)
class Options:
    """What the user decides. `language` (BCP 47) and `jurisdiction` (ISO 3166-1 alpha-2 or "eu")
    override what the text says of itself; empty means: take it from the text."""

    language: str = ""
    jurisdiction: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that was found in one law, and the versions it was found with."""

    law: Law
    screening: Screening
    assessment: Assessment
    options: Options
    knowledge_version: str


def parse_source(source: Source, language: str = "", jurisdiction: str = "") -> Law:
    """The law of a source, in the language that the caller, the source or the text itself tells."""
    return parse(
        replace(
            source,
            language=language or detect_language(source.text, source.language),
            jurisdiction=jurisdiction or source.jurisdiction,
        )
    )


def analyze(source: Source, knowledge: Knowledge, options: Options | None = None) -> Analysis:
    """Read the structure of a law, screen it against the knowledge, assess what was found.

    The same source, knowledge and options give the same analysis, byte for byte.
    """
    options = options or Options()
    law = parse_source(source, options.language, options.jurisdiction)
    screening = screen(law, knowledge)
    assessment = assess(law, screening, knowledge)
    return Analysis(law, screening, assessment, options, knowledge.version)
