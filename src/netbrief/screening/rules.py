"""Rules made ready for one language: concepts as bit masks, and an index of where to try them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from netbrief.knowledge.language import LanguagePack, bits_of
from netbrief.knowledge.model import Knowledge, Rule

MODALITIES = ("must", "must_not", "may", "power", "exempts", "offence")


@dataclass(frozen=True, slots=True)
class Group:
    """Concepts of which one must be named. `core` groups (action, object, also, phrases) count in the
    sentence and its lead-in only; the others also in headings and the rest of the unit."""

    key: str
    mask: int
    core: bool


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """A rule of the knowledge base for one language."""

    rule: Rule
    groups: tuple[Group, ...]
    unless: int
    heading: int
    modality: frozenset[str]


@dataclass(frozen=True)
class RuleBook:
    """The rules that one language can meet. `by_bit` gives, for a concept (bit), the rules to try where
    a sentence or its lead-in names it; `internet` and `definition` are masks."""

    pack: LanguagePack
    rules: tuple[ReadyRule, ...]
    by_bit: dict[int, tuple[int, ...]]
    keys: int
    internet: int
    definition: int
    sanction: int
    authority: int
    purpose: int
    modality: dict[str, int]


def phrase_concept(rule: Rule) -> str:
    """The name under which a rule's own phrases stand in the language pack."""
    return f"phrases of {rule.id}"


@lru_cache(maxsize=16)
def rule_book(knowledge: Knowledge, language: str) -> RuleBook:
    """The rules of a knowledge base for a language, made once for each pair."""
    words = dict(knowledge.words.get(language, {}))
    rules = [rule for rule in knowledge.rules if not rule.phrases or language in rule.phrases]
    for rule in rules:
        if rule.phrases:
            words[phrase_concept(rule)] = rule.phrases[language]
    pack = LanguagePack(language, words, knowledge.concepts)
    ready = tuple(_make_ready(rule, pack) for rule in rules)
    by_bit: dict[int, list[int]] = {}
    for index, item in enumerate(ready):
        for bit in bits_of(_key_group(item).mask):
            by_bit.setdefault(bit, []).append(index)
    internet = pack.mask_of(name for name, concept in knowledge.concepts.items() if concept.internet)
    return RuleBook(
        pack,
        ready,
        {bit: tuple(indexes) for bit, indexes in by_bit.items()},
        sum(by_bit),
        internet,
        pack.mask_of(["definition"]),
        pack.mask_of(["sanction"]),
        pack.mask_of(["authority"]),
        pack.mask_of(["purpose"]),
        {name: pack.mask_of([name]) for name in MODALITIES},
    )


def _make_ready(rule: Rule, pack: LanguagePack) -> ReadyRule:
    groups = [
        Group(key, pack.mask_of(names), key in ("action", "object"))
        for key, names in (
            ("object", rule.object),
            ("action", rule.action),
            ("actor", rule.actor),
            ("condition", rule.condition),
            ("procedure", rule.procedure),
        )
        if names
    ]
    groups.extend(Group("also", pack.mask_of(names), True) for names in rule.also)
    if rule.phrases:
        groups.insert(0, Group("phrases", pack.mask_of([phrase_concept(rule)]), True))
    return ReadyRule(
        rule, tuple(groups), pack.mask_of(rule.unless), pack.mask_of(rule.heading), frozenset(rule.modality)
    )


def _key_group(ready: ReadyRule) -> Group:
    """The group that decides where a rule is tried: its own phrases, else the object, else the action."""
    for group in ready.groups:
        if group.core:
            return group
    return ready.groups[0]
