"""The analysis as a record: analysis.json, as analysis.schema.json describes it.

A record holds everything that the brief rests on, with the text of the law, so that every quotation
can be checked by anybody: `record["law"]["text"][start:end] == quote`. Offsets count characters
(Unicode code points).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any, Protocol

from netbrief.assessment.model import Assessment, Impact
from netbrief.brief.limits import omitted_by_reason
from netbrief.brief.material import BriefMeta
from netbrief.errors import Issue
from netbrief.knowledge.model import Knowledge
from netbrief.law.model import Law, Provision
from netbrief.screening.model import Finding, SafeguardNote, Screening

SCHEMA = "netbrief-analysis-1"

Record = dict[str, Any]


class AnalysisParts(Protocol):
    """What an analysis must hold for a record to be made of it."""

    @property
    def law(self) -> Law: ...
    @property
    def screening(self) -> Screening: ...
    @property
    def assessment(self) -> Assessment: ...
    @property
    def options(self) -> Any: ...
    @property
    def knowledge_version(self) -> str: ...


def analysis_record(analysis: AnalysisParts, knowledge: Knowledge, meta: BriefMeta) -> Record:
    """The record of an analysis: plain dicts, lists, strings and numbers. `knowledge` names the
    mechanisms; `meta` tells the version and the date, which is "" where none was given."""
    law, screening, assessment = analysis.law, analysis.screening, analysis.assessment
    return {
        "schema": SCHEMA,
        "netbrief_version": meta.netbrief_version,
        "knowledge_version": analysis.knowledge_version,
        "created": meta.created,
        "options": _options(analysis.options),
        "sha256": law.sha256,
        "law": _law(law, screening),
        "provisions": [_provision(provision) for provision in law.provisions],
        "definitions": [asdict(definition) for definition in law.definitions],
        "references": [asdict(reference) for reference in law.references],
        "amendments": [_listed(asdict(amendment)) for amendment in law.amendments],
        "aims": [_aim(law, start, end) for start, end in assessment.aims],
        "findings": [_finding(finding) for finding in screening.findings],
        "worth_a_look": [_finding(finding) for finding in screening.worth_a_look],
        "impacts": [_impact(impact) for impact in assessment.impacts],
        "evidence": [],
        "mechanisms": _mechanisms(screening, knowledge),
    }


def record_text(analysis: AnalysisParts, knowledge: Knowledge, meta: BriefMeta) -> str:
    """The record of an analysis as JSON text."""
    return write_record(analysis_record(analysis, knowledge, meta))


def write_record(record: Record) -> str:
    """A record as JSON text: one line for each member and for each entry of a list, so that two
    records can be compared line by line; keys in the order of the record, which is fixed."""
    lines = [f"  {_json(key)}: {_member(value)}" for key, value in record.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _member(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"    {_json(entry)}" for entry in value) + "\n  ]"
    return _json(value)


def _json(value: Any) -> str:
    # A lone surrogate cannot be written as UTF-8: such text is escaped, the rest is left readable.
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return text if text.isascii() or _encodes(text) else json.dumps(value, allow_nan=False)


def _encodes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _options(options: Any) -> Record:
    if is_dataclass(options) and not isinstance(options, type):
        options = asdict(options)
    if not isinstance(options, Mapping):
        return {}
    return {str(key): _listed(value) for key, value in options.items()}


def _listed(value: Any) -> Any:
    """The same with lists for tuples, all the way down."""
    if isinstance(value, Mapping):
        return {str(key): _listed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_listed(item) for item in value]
    return value


def _law(law: Law, screening: Screening) -> Record:
    return {
        "title": law.title,
        "language": law.language,
        "jurisdiction": law.jurisdiction,
        "format": law.format,
        "pages": law.pages,
        "issues": [_issue(issue) for issue in law.issues],
        "coverage": {
            "characters": len(law.text),
            "in_provisions": _covered(law),
            "words": screening.words,
            "norms": screening.norms,
            "relevance": screening.relevance,
            "languages": list(screening.languages),
            "omitted": [
                {"reason": reason, "places": places, "characters": length}
                for reason, places, length in omitted_by_reason(law)
            ],
        },
        "text": law.text,
    }


def _covered(law: Law) -> int:
    return sum(p.end - p.start for p in law.provisions if p.parent is None)


def _issue(issue: Issue) -> Record:
    return {
        "severity": issue.severity,
        "code": issue.code,
        "message": issue.message,
        "hint": issue.hint,
        "start": issue.start,
        "end": issue.end,
    }


def _provision(provision: Provision) -> Record:
    return {
        "id": provision.id,
        "kind": provision.kind,
        "label": provision.label,
        "number": provision.number,
        "heading": provision.heading,
        "parent": provision.parent,
        "start": provision.start,
        "end": provision.end,
        "intro_end": provision.intro_end,
        "page": provision.page,
        "quoted": provision.quoted,
        "certainty": provision.certainty,
        "why": provision.why,
    }


def _aim(law: Law, start: int, end: int) -> Record:
    return {
        "quote": law.text[start:end],
        "start": start,
        "end": end,
        "provision_id": law.innermost(start).id,
    }


def _finding(finding: Finding) -> Record:
    return {
        "id": finding.id,
        "mechanism": finding.mechanism,
        "provision_id": finding.provision_id,
        "quote": finding.quote,
        "start": finding.start,
        "end": finding.end,
        "places": [list(place) for place in finding.places],
        "rule": finding.rule,
        "rules": list(finding.rules),
        "actor": finding.actor,
        "modality": finding.modality,
        "direction": finding.direction,
        "strength": finding.strength,
        "confidence": finding.confidence,
        "layer": finding.layer,
        "why": finding.why,
        "signals": list(finding.signals),
        "precedents": list(finding.precedents),
        "safeguards": [_note(note) for note in finding.safeguards],
        "missing_safeguards": list(finding.missing_safeguards),
        "questions": list(finding.questions),
    }


def _mechanisms(screening: Screening, knowledge: Knowledge) -> list[Record]:
    """What the mechanisms of the findings are called, for readers without the knowledge base."""
    named = {finding.mechanism for finding in (*screening.findings, *screening.worth_a_look)}
    known = [knowledge.mechanisms[name] for name in sorted(named) if name in knowledge.mechanisms]
    return [{"id": m.id, "label": m.label, "summary": m.summary, "group": m.group} for m in known]


def _note(note: SafeguardNote) -> Record:
    return {"safeguard": note.safeguard, "start": note.start, "end": note.end}


def _impact(impact: Impact) -> Record:
    return {
        "criterion": impact.criterion,
        "kind": impact.kind,
        "direction": impact.direction,
        "severity": impact.severity,
        "confidence": impact.confidence,
        "how": impact.how,
        "effect_on_people": impact.effect_on_people,
        "findings": list(impact.findings),
        "evidence": list(impact.evidence),
    }
