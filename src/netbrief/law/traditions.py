"""The words with which the laws of a language are built, from the data files `structure.toml`.

A tradition says which words open which kind of unit ("Chapter", "Abschnitt", 章), which openings
mark a table of contents or a preamble, and how a unit is cited. All traditions are read together: a
file may not say its language, and a law of one country may be printed in two.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

LANGUAGES = ("en", "fr", "de", "es", "pt", "it", "nl", "zh", "hi", "th")

# Kinds by their place: what groups articles, what they are grouped into, what stands after them.
BASE = frozenset({"article", "section", "regulation", "rule", "provision"})
ANNEX = frozenset({"schedule", "annex", "appendix", "exhibit"})
# The order in which groups stand inside each other where a law does not show its own order.
GROUP_ORDER = (
    "book",
    "title",
    "subtitle",
    "part",
    "chapter",
    "division",
    "subdivision",
    "subpart",
    "subchapter",
    "section_group",
    "subsection_group",
    "paragraph_group",
)


@dataclass(frozen=True, slots=True)
class Tradition:
    """The structure words of one language, all in lower case.

    `units` gives the kind for an opening word; `ordinals` the number for a word such as "third";
    `cite` the template of a citation by kind; `openers` the line openings by zone; `phrases` lists of
    words that the grammar looks for; `unnumbered` says that unnumbered paragraphs are units, `headed`
    that articles may have a heading, `headed_inline` that it may stand on the line of the number; `alphabet` lists the letters that number units, where not Latin.
    """

    language: str
    units: dict[str, str]
    ordinals: dict[str, int]
    cite: dict[str, str]
    openers: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[str, ...]]
    unnumbered: bool = False
    headed: bool = True
    headed_inline: bool = True
    alphabet: str = ""


def _read(language: str) -> Tradition:
    place = resources.files("netbrief_knowledge") / "language" / language / "structure.toml"
    data = tomllib.loads(place.read_text(encoding="utf-8"))
    return Tradition(
        language=language,
        units={word.lower(): kind for kind, words in data.get("units", {}).items() for word in words},
        ordinals={w.lower(): int(n) for n, words in data.get("ordinals", {}).items() for w in words},
        cite=dict(data.get("cite", {})),
        openers={zone: tuple(words) for zone, words in data.get("openers", {}).items()},
        phrases={name: tuple(words) for name, words in data.get("phrases", {}).items()},
        unnumbered=bool(data.get("paragraphs", {}).get("unnumbered", False)),
        headed=bool(data.get("paragraphs", {}).get("headed", True)),
        headed_inline=bool(data.get("paragraphs", {}).get("headed_inline", True)),
        alphabet=str(data.get("paragraphs", {}).get("alphabet", "")),
    )


@lru_cache(maxsize=1)
def traditions() -> dict[str, Tradition]:
    """All traditions by language code."""
    return {language: _read(language) for language in LANGUAGES}


def tradition(language: str) -> Tradition:
    """The tradition of a BCP 47 language; English where it is unknown."""
    known = traditions()
    return known.get(language.lower().split("-")[0], known["en"])


_SCRIPTS = (
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
_WORD = re.compile(r"[^\W\d_]+['’.]?")


def likely_language(text: str) -> str:
    """The language whose tradition fits the beginning of a text best, by script and small words; "" where
    nothing speaks for one. Good enough to choose a grammar, not to name the language of a text."""
    sample = text[:40_000]
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) > 0.2 * len(sample):
            return language
    words = _WORD.findall(sample.lower())
    counts = dict.fromkeys(LANGUAGES, 0)
    for language, known in traditions().items():
        own = frozenset((*known.phrases.get("small", ()), *known.units))
        counts[language] = sum(word in own for word in words)
    best = max(LANGUAGES, key=lambda language: counts[language])
    return best if counts[best] > 3 else ""


@lru_cache(maxsize=16)
def unit_words(language: str) -> dict[str, str]:
    """Opening words of all languages with their kinds; `language` wins where two disagree."""
    words: dict[str, str] = {}
    for other in traditions().values():
        for word, kind in other.units.items():
            words.setdefault(word, kind)
    words.update(tradition(language).units if language else {})
    return words


@lru_cache(maxsize=1)
def ordinal_words() -> dict[str, int]:
    """Number words of all languages."""
    return {word: n for known in traditions().values() for word, n in known.ordinals.items()}


def either(words: list[str] | tuple[str, ...]) -> str:
    """A pattern for one of the words, the longest first; matches nothing for no words."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or "(?!)"


@lru_cache(maxsize=1)
def alphabets() -> str:
    """The letters of all alphabets but the Latin that number units, in one string."""
    return "".join(known.alphabet for known in traditions().values())


@lru_cache(maxsize=64)
def phrase_pattern(name: str) -> re.Pattern[str]:
    """The phrases `name` of all languages as one pattern, whatever the letter case."""
    words = [word for known in traditions().values() for word in known.phrases.get(name, ())]
    return re.compile(either(words), re.IGNORECASE)


@lru_cache(maxsize=64)
def opener_pattern(zone: str) -> re.Pattern[str]:
    """The openings of a zone in all languages as one pattern for the start of a line."""
    words = [word for known in traditions().values() for word in known.openers.get(zone, ())]
    return re.compile(rf"[\s#*_\[>(]*(?:{either(words)})", re.IGNORECASE)
