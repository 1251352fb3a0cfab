"""Phrases: what they match and what they must not."""

from __future__ import annotations

import pytest

from netbrief.knowledge.language import LanguagePack
from netbrief.knowledge.model import Concept
from netbrief.knowledge.phrase import PhraseError, compile_phrase, fold


def names(phrase: str, text: str, language: str = "en") -> bool:
    pack = LanguagePack(language, {"x": [phrase]}, {"x": Concept("x", "object", "x")})
    folded = fold(text)
    found = bool(pack.mask(folded))
    assert found == bool(pack.find("x", folded)), "the automaton and the exact expression disagree"
    return found


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("block*", "Providers shall BLOCK it"),
        ("block*", "the blocking of sites"),
        ("domain name*", "a domain\n  name"),
        ("domain name*", "domain names,"),
        ("disabl* .. access", "disabling, without delay, the public access"),
        ("a ... z", "a " + "b " * 40 + "z"),
        ("(order|direct) the provider", "direct the provider"),
        ("(licen(c|s)e*|permit*) .. issued", "licenses duly issued"),
        ("obtain [a|prior] authori(s|z)ation*", "obtain prior authorizations"),
        ("[the] provider* of dns", "providers of DNS"),
        ("[the] provider* of dns", "the provider of DNS"),
        ("end-user*", "end‑users"),
        ("end-user*", "end users"),
        ("remov*", "remove, or disable"),
        ("remove or disable", "remove, or disable"),
        ("*anbieter", "die Diensteanbieter"),
        ("l'accès", "l’accès"),
    ],
)
def test_matches(phrase: str, text: str) -> None:
    assert names(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("block", "blocking"),
        ("block*", "unblock"),
        ("domain name*", "domain. Name"),
        ("disabl* .. access", "disable " + "very " * 9 + "access"),
        ("disabl* .. access", "disable; access"),
        ("a ... z", "a; z"),
        ("(order|direct) the provider", "order a provider"),
        ("access", "accessibility"),
    ],
)
def test_does_not_match(phrase: str, text: str) -> None:
    assert not names(phrase, text)


def test_chinese_needs_no_spaces() -> None:
    assert names("不得 .. 网络", "任何个人不得擅自接入网络。", "zh")
    assert names("网络运营者", "网络 运营者应当", "zh")
    assert not names("不得 .. 网络", "不得出售。网络", "zh")


@pytest.mark.parametrize("phrase", ["", "(a|b", "(a(b|c)", "[a", ".. a", "a ..", "[a]"])
def test_faults_are_told(phrase: str) -> None:
    with pytest.raises(PhraseError):
        compile_phrase(phrase, "en")


def test_fold_keeps_offsets() -> None:
    text = "İstanbul’s “NETWORK”\u00a0— ẞ Straße"
    assert len(fold(text)) == len(text)


def test_broader_concepts_are_named_with_the_narrower() -> None:
    concepts = {
        "provider": Concept("provider", "actor", "provider"),
        "resolver": Concept("resolver", "actor", "resolver", broader=("provider",)),
    }
    pack = LanguagePack("en", {"resolver": ["resolver*"], "provider": ["provider*"]}, concepts)
    assert pack.names(pack.mask("the resolvers")) == ("provider", "resolver")
    assert pack.names(pack.mask("the providers")) == ("provider",)
    assert pack.find("provider", "all resolvers and providers") == ((4, 13), (18, 27))
