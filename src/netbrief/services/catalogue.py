"""What Netbrief knows: listed, shown, checked."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from importlib.resources import files

from netbrief.errors import Issue, KnowledgeError
from netbrief.knowledge.check import check_knowledge
from netbrief.knowledge.load import load_folder
from netbrief.knowledge.model import Knowledge, Mechanism
from netbrief.screening.prove import prove_rules

_WIDTH = 100


def list_mechanisms(knowledge: Knowledge) -> str:
    """All mechanisms by group, with the direction of a plain finding and the number of rules."""
    groups: dict[str, list[Mechanism]] = {}
    for mechanism in knowledge.mechanisms.values():
        groups.setdefault(mechanism.group, []).append(mechanism)
    lines: list[str] = []
    for group, mechanisms in sorted(groups.items()):
        lines.append(group)
        lines.extend(f"  {m.id:<34}{m.polarity:<9}{len(m.rules)} rule(s)  {m.label}" for m in mechanisms)
    lines.append(f"{len(knowledge.mechanisms)} mechanisms, {len(knowledge.rules)} rules, "
                 f"{len(knowledge.precedents)} precedents, languages: {', '.join(knowledge.languages)}")  # fmt: skip
    return "\n".join(lines) + "\n"


def show_record(record_id: str, knowledge: Knowledge) -> str:
    """A mechanism, precedent, source, safeguard, criterion or concept in full. Raises KnowledgeError
    where there is none of that id."""
    if record_id in knowledge.mechanisms:
        return _mechanism(knowledge.mechanisms[record_id], knowledge)
    for records in (
        knowledge.precedents,
        knowledge.sources,
        knowledge.safeguards,
        knowledge.criteria,
        knowledge.intermediaries,
        knowledge.concepts,
    ):
        if record_id in records:
            record = records[record_id]
            return "\n".join(f"{name:<12}{getattr(record, name)}" for name in record.__slots__) + "\n"
    raise KnowledgeError(
        f"There is no record {record_id!r}.", hint="`netbrief knowledge list` shows what there is."
    )


def _mechanism(mechanism: Mechanism, knowledge: Knowledge) -> str:
    lines = [f"{mechanism.label} ({mechanism.id})", *textwrap.wrap(mechanism.summary, _WIDTH), ""]
    lines += [f"group {mechanism.group}; layer {mechanism.layer}; plainly {mechanism.polarity}, "
              f"strength {mechanism.strength}", ""]  # fmt: skip
    lines += [*textwrap.wrap(" ".join(mechanism.reason.split()), _WIDTH), "", "Effects"]
    for effect in mechanism.effects:
        label = knowledge.criteria[effect.criterion].label
        lines += textwrap.wrap(
            f"- {label}: {effect.direction} {effect.strength}. {effect.how} {effect.people}", _WIDTH
        )
    lines += ["", "Safeguards", *(f"- {knowledge.safeguards[name].label}" for name in mechanism.safeguards)]
    lines += ["", "Questions", *(f"- {question}" for question in mechanism.questions)]
    lines += ["", "Precedents", *(_precedent(name, knowledge) for name in mechanism.precedents)]
    lines += ["", "Rules", *(f"- {rule.id} (confidence {rule.confidence})" for rule in mechanism.rules)]
    return "\n".join(lines) + "\n"


def _precedent(name: str, knowledge: Knowledge) -> str:
    precedent = knowledge.precedents[name]
    return f"- {precedent.label} ({precedent.country}, {precedent.date}): {', '.join(precedent.sources)}"


def check(only: Sequence[str] = ()) -> tuple[Issue, ...]:
    """Every fault of the knowledge base: of form, of meaning, and of the rules' examples."""
    try:
        knowledge = load_folder(files("netbrief_knowledge"))
    except KnowledgeError as error:
        return error.issues
    faults = check_knowledge(knowledge, only)
    if any(
        "phrase" in fault.message for fault in faults
    ):  # rules cannot be tried with a phrase that is not one
        return faults
    return (*faults, *prove_rules(knowledge, only))
