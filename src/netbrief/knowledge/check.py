"""Finds every fault of meaning in a knowledge base at once: names that lead nowhere, rules without
examples, phrases that do not compile. Whether the rules do what their examples say is proved by
`netbrief.screening.prove`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netbrief.errors import Issue
from netbrief.knowledge.model import Knowledge, Mechanism, Rule
from netbrief.knowledge.phrase import PhraseError, compile_phrase

ROLES = frozenset({"actor", "modality", "action", "object", "condition", "procedure"})
LAYERS = frozenset(
    {"physical", "routing", "network", "transport", "naming", "security", "hosting", "application",
     "device", "access", "data", "governance"}
)  # fmt: skip
MODALITIES = frozenset({"must", "must_not", "may", "power", "exempts", "offence", "states"})
POLARITIES = frozenset({"harms", "supports", "mixed"})


def check_knowledge(knowledge: Knowledge, only: Iterable[str] = ()) -> tuple[Issue, ...]:
    """All faults, in a stable order; with `only`, those of some mechanisms. Empty when there are none."""
    wanted = frozenset(only)
    faults: list[str] = []
    for mechanism in knowledge.mechanisms.values():
        if not wanted or mechanism.id in wanted:
            faults.extend(f"mechanisms/{mechanism.id}.toml: {f}" for f in _mechanism(mechanism, knowledge))
    if not wanted:
        faults.extend(_precedents(knowledge))
        faults.extend(_safeguards(knowledge))
        faults.extend(_concepts(knowledge))
        faults.extend(_words(knowledge))
    return tuple(Issue("error", "knowledge-meaning", fault) for fault in faults)


def _unknown(kind: str, names: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    present = set(known)
    yield from (f"{kind} {name!r} does not exist" for name in names if name not in present)


def _mechanism(mechanism: Mechanism, knowledge: Knowledge) -> Iterator[str]:
    yield from _unknown("safeguard", mechanism.safeguards, knowledge.safeguards)
    yield from _unknown("precedent", mechanism.precedents, knowledge.precedents)
    yield from _unknown("source", mechanism.sources, knowledge.sources)
    yield from _unknown("criterion", (e.criterion for e in mechanism.effects), knowledge.criteria)
    if mechanism.layer not in LAYERS:
        yield f"layer {mechanism.layer!r} is not one of {', '.join(sorted(LAYERS))}"
    if mechanism.polarity not in POLARITIES:
        yield f"polarity {mechanism.polarity!r} is not one of {', '.join(sorted(POLARITIES))}"
    if mechanism.strength not in (1, 2, 3):
        yield f"strength {mechanism.strength} is not 1, 2 or 3"
    if not mechanism.effects:
        yield "no effect on any criterion"
    if not mechanism.rules:
        yield "no rule"
    for effect in mechanism.effects:
        if effect.direction not in ("negative", "positive", "unclear"):
            yield f"effect direction {effect.direction!r} is not negative, positive or unclear"
        if effect.strength not in (0, 1, 2, 3) or (effect.strength == 0) != (effect.direction == "unclear"):
            yield f"effect on {effect.criterion}: strength {effect.strength} does not go with {effect.direction}"
    seen: set[str] = set()
    for rule in mechanism.rules:
        if rule.id in seen:
            yield f"rule {rule.id} stands twice"
        seen.add(rule.id)
        yield from (f"rule {rule.id}: {fault}" for fault in _rule(rule, knowledge))


def _rule(rule: Rule, knowledge: Knowledge) -> Iterator[str]:
    if not rule.id.startswith(f"{rule.mechanism}/"):
        yield f"the id must begin with {rule.mechanism}/"
    groups = (rule.actor, rule.action, rule.object, rule.condition, rule.procedure, *rule.also)
    for names in (*groups, rule.unless, rule.heading):
        yield from _unknown("concept", names, knowledge.concepts)
    yield from _unknown("modality", rule.modality, MODALITIES)
    if not (rule.action or rule.object or rule.also or rule.phrases):
        yield "needs an action, an object, a further group or phrases"
    if rule.within not in ("norm", "unit", "law", "anywhere"):
        yield f"within {rule.within!r} is not norm, unit, law or anywhere"
    if rule.on_exemption not in ("turn", "drop", "keep"):
        yield f"on_exemption {rule.on_exemption!r} is not turn, drop or keep"
    if rule.direction and rule.direction not in POLARITIES:
        yield f"direction {rule.direction!r} is not one of {', '.join(sorted(POLARITIES))}"
    if not 0 < rule.confidence <= 1:
        yield f"confidence {rule.confidence} is not between 0 and 1"
    if not rule.examples:
        yield "no example"
    if not rule.counterexamples:
        yield "no counterexample"
    for language, phrases in rule.phrases.items():
        yield from _phrases(phrases, language)


def _precedents(knowledge: Knowledge) -> Iterator[str]:
    for precedent in knowledge.precedents.values():
        place = f"precedents/{precedent.id}.toml"
        if not precedent.sources:
            yield f"{place}: no source"
        for fault in _unknown("source", precedent.sources, knowledge.sources):
            yield f"{place}: {fault}"
        for fault in _unknown("source", (f.source for f in precedent.figures), knowledge.sources):
            yield f"{place}: figure: {fault}"


def _safeguards(knowledge: Knowledge) -> Iterator[str]:
    for safeguard in knowledge.safeguards.values():
        for fault in _unknown("concept", safeguard.concepts, knowledge.concepts):
            yield f"safeguards/{safeguard.id}.toml: {fault}"


def _concepts(knowledge: Knowledge) -> Iterator[str]:
    for concept in knowledge.concepts.values():
        if concept.role not in ROLES:
            yield f"concept {concept.id}: role {concept.role!r} is not one of {', '.join(sorted(ROLES))}"
        for fault in _unknown("concept", concept.broader, knowledge.concepts):
            yield f"concept {concept.id}: broader: {fault}"
        named = any(concept.id in words for words in knowledge.words.values())
        if not named and not _has_narrower(concept.id, knowledge):
            yield f"concept {concept.id} has no words in any language"


def _has_narrower(name: str, knowledge: Knowledge) -> bool:
    return any(name in concept.broader for concept in knowledge.concepts.values())


def _words(knowledge: Knowledge) -> Iterator[str]:
    for language, words in knowledge.words.items():
        for name, phrases in words.items():
            if name not in knowledge.concepts:
                yield f"language/{language}: concept {name!r} does not exist"
            yield from (f"language/{language}: {name}: {fault}" for fault in _phrases(phrases, language))


def _phrases(phrases: Iterable[str], language: str) -> Iterator[str]:
    for phrase in phrases:
        try:
            compile_phrase(phrase, language)
        except PhraseError as error:
            yield f"phrase {phrase!r}: {error}"
