"""Proves the rules by their examples: each example must give a finding by its rule's mechanism, each
counterexample none."""

from __future__ import annotations

from collections.abc import Iterable

from netbrief.errors import Issue
from netbrief.knowledge.model import Example, Knowledge, Rule
from netbrief.law.parse import parse
from netbrief.screening.screen import screen
from netbrief.source.model import SourceBuilder


def prove_rules(knowledge: Knowledge, only: Iterable[str] = ()) -> tuple[Issue, ...]:
    """The examples that no longer hold, as issues; with `only`, of some mechanisms."""
    wanted = frozenset(only)
    issues: list[Issue] = []
    for rule in knowledge.rules:
        if wanted and rule.mechanism not in wanted:
            continue
        for example in rule.examples:
            if rule.id not in _rules_that_fire(example, knowledge):
                issues.append(_fault(rule, "example does not match", example))
        for example in rule.counterexamples:
            if rule.id in _rules_that_fire(example, knowledge):
                issues.append(_fault(rule, "counterexample matches", example))
    return tuple(issues)


def _rules_that_fire(example: Example, knowledge: Knowledge) -> frozenset[str]:
    builder = SourceBuilder("example", "text", language=example.lang)
    for line in example.text.splitlines():
        builder.put(line)
        builder.break_line()
    result = screen(parse(builder.build()), knowledge)
    return frozenset(name for finding in result.findings for name in finding.rules)


def _fault(rule: Rule, what: str, example: Example) -> Issue:
    text = " ".join(example.text.split())
    place = f"mechanisms/{rule.mechanism}.toml: rule {rule.id}"
    return Issue("error", "knowledge-example", f"{place}: {what} [{example.lang}]: {text}")
