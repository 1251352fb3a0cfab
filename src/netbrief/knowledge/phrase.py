"""The phrases of the language packs: what to look for, and the exact expression that proves it.

A phrase is written as src/netbrief_knowledge/README.md says: `*` for any ending or beginning of a
word, `..` and `...` for a gap, `(a|b)` for one of several, `[a]` for a word that may be absent. Two
forms are made of it. *Atoms* are its parts without gaps, as plain strings that an Aho-Corasick
automaton finds all at once in spaced text (`space_out`). The exact expression runs on folded text
(`fold`), only where all atoms were seen, or where the place of the words is wanted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

GAP_WORDS = 8
GAP_CHARACTERS = 24
MOST_VARIANTS = 4_000
UNSPACED = frozenset({"zh", "ja", "th"})
_BETWEEN_WORDS = re.compile(r"[^\w.;:]+")
_NOT_SPELLING = re.compile(r"[^\w*.;: ]+")
_STOP = re.compile(r"[.;:]+")
_FOLD = {
    0x2018: "'", 0x2019: "'", 0x201B: "'", 0x02BC: "'", 0x201C: '"', 0x201D: '"', 0x201E: '"',
    0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-", 0x2212: "-",
    0x00A0: " ", 0x202F: " ", 0x2009: " ", 0x3000: " ", 0x200B: " ", 0xFEFF: " ",
    0x0A: " ", 0x0D: " ", 0x09: " ", 0x0C: " ", 0x0B: " ", 0xAB: '"', 0xBB: '"',
}  # fmt: skip


class PhraseError(ValueError):
    """A phrase that is not well formed."""


def fold(text: str) -> str:
    """Lower case, plain quotes, dashes and spaces; every character keeps its offset."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return lowered.translate(_FOLD)


def space_out(folded: str, language: str) -> str:
    """Folded text with one space between words and around it, for the atoms; offsets are lost. In
    languages written without spaces, without any."""
    if language in UNSPACED:
        return "".join(folded.split())
    return f" {_STOP.sub(' . ', _BETWEEN_WORDS.sub(' ', folded))} "


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, taken apart. `atoms` are its parts in order, each a tuple of strings of which one must be
    in the spaced text. `certain` says that seeing its one atom proves the phrase; otherwise
    `exact_expression(text, language)`, run over folded text, does."""

    text: str
    language: str
    atoms: tuple[tuple[str, ...], ...]
    certain: bool


@lru_cache(maxsize=100_000)
def compile_phrase(text: str, language: str) -> Phrase:
    """The phrase of a language pack, taken apart. Raises PhraseError where it is not well formed."""
    folded = fold(text.strip())
    if not folded:
        raise PhraseError("an empty phrase")
    if folded.count("(") != folded.count(")") or folded.count("[") != folded.count("]"):
        raise PhraseError(f"unbalanced brackets in {text!r}")
    segments, _ = _split_at_gaps(_tokens(folded))
    if any(not segment for segment in segments):
        raise PhraseError(f"a gap at the beginning or end of {text!r}")
    if any(all(token.startswith("[") for token in segment) for segment in segments):
        raise PhraseError(f"a part of {text!r} may be wholly absent")
    spaced = language not in UNSPACED
    atoms = tuple(atom for segment in segments for atom in _atoms(segment, spaced))
    certain = len(atoms) == 1 and not any(_has_inner_star(token) for token in segments[0])
    return Phrase(text, language, atoms, certain)


@lru_cache(maxsize=100_000)
def exact_expression(text: str, language: str) -> re.Pattern[str]:
    """The expression that proves a phrase in folded text; compiled when it is first wanted, since most
    phrases never are."""
    spaced = language not in UNSPACED
    segments, gaps = _split_at_gaps(_tokens(fold(text.strip())))
    exact = _expression(segments[0], spaced)
    for gap, segment in zip(gaps, segments[1:], strict=True):
        exact += _gap(gap, spaced) + _expression(segment, spaced)
    return re.compile(rf"(?<!\w)(?:{exact})(?!\w)" if spaced else exact)


def _split_at_gaps(tokens: list[str]) -> tuple[list[list[str]], list[str]]:
    segments: list[list[str]] = [[]]
    gaps: list[str] = []
    for token in tokens:
        if token in ("..", "..."):
            gaps.append(token)
            segments.append([])
        else:
            segments[-1].append(token)
    return segments, gaps


def _tokens(text: str) -> list[str]:
    """The words of a phrase; brackets hold together what is between them."""
    tokens, depth, word = [], 0, ""
    for character in text:
        depth += (character in "([") - (character in ")]")
        if character == " " and not depth:
            tokens.append(word)
            word = ""
        else:
            word += character
    return [token for token in (*tokens, word) if token]


def _options(token: str) -> list[str]:
    """The forms of a token: the one word, each of `(a|b)c`, each of `[a]` and nothing."""
    if token.startswith("["):
        return [*_alternatives(token[1:-1]), ""]
    return _alternatives(token)


def _alternatives(text: str) -> list[str]:
    """All strings that a text with `|` and nested `( )` stands for."""
    options, depth, start = [], 0, 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            options.append(text[start:index])
            start = index + 1
    options.append(text[start:])
    expanded = dict.fromkeys(form.strip() for option in options for form in _spelled_out(option))
    return [form for form in expanded if form]


def _spelled_out(option: str) -> list[str]:
    head, bracket, rest = option.partition("(")
    if not bracket:
        return [option]
    depth = 1
    for index, character in enumerate(rest):
        depth += (character == "(") - (character == ")")
        if not depth:
            inner, tail = rest[:index], rest[index + 1 :]
            return [head + form + end for form in _alternatives(inner) for end in _spelled_out(tail)]
    raise PhraseError(f"unbalanced brackets in {option!r}")


def _has_inner_star(token: str) -> bool:
    return any("*" in form.strip("*") for form in _options(token))


def _expression(tokens: list[str], spaced: bool) -> str:
    separator = r"[^\w.;:]+" if spaced else r"\s*"
    pattern = leading = ""
    for token in tokens:
        options = [_words(option, separator) for option in _options(token) if option]
        piece = options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"
        if not token.startswith("["):
            pattern = f"{pattern}{separator}{piece}" if pattern else leading + piece
        elif pattern:
            pattern += f"(?:{separator}{piece})?"
        else:
            leading += f"(?:{piece}{separator})?"
    return pattern


def _words(option: str, separator: str) -> str:
    words = (r"\w*".join(_letters(part, separator) for part in word.split("*")) for word in option.split())
    return separator.join(words)


def _letters(part: str, separator: str) -> str:
    if separator == r"\s*":  # a line may break anywhere between two characters
        return separator.join(map(re.escape, part))
    return re.escape(part).replace(r"\-", separator)


def _gap(gap: str, spaced: bool) -> str:
    if not spaced:
        return rf"[^。；;]{{0,{GAP_CHARACTERS}}}?" if gap == ".." else r"[^。]*?"
    if gap == "..":
        return rf"(?:[^\w;]+\w+){{0,{GAP_WORDS}}}?[^\w;]+"
    return r"(?!\w)[^;]*?(?<!\w)"


def _atoms(tokens: list[str], spaced: bool) -> list[tuple[str, ...]]:
    """The strings to look for: a run of tokens up to one that ends openly."""
    runs: list[list[list[str]]] = [[]]
    for token in tokens:
        options = _options(token)
        runs[-1].append(options)
        if any("*" in option for option in options):
            runs.append([])
    if not spaced:
        return [_variants(run, "", "") for run in runs if _must_be_there(run)]
    return [_variants(run, " ", " ") for run in runs if _must_be_there(run)]


def _must_be_there(run: list[list[str]]) -> bool:
    return any("" not in options for options in run)


def _variants(run: list[list[str]], separator: str, edge: str) -> tuple[str, ...]:
    count = 1
    for options in run:
        count *= len(options)
    if count > MOST_VARIANTS:
        raise PhraseError(f"more than {MOST_VARIANTS} variants")
    strings: dict[str, None] = {}
    for choice in product(*run):
        spelled = (_NOT_SPELLING.sub(" ", word) if separator else word for word in choice if word)
        words = separator.join(spelled)
        strings[_literal(words, edge)] = None
    return tuple(strings)


def _literal(words: str, edge: str) -> str:
    head, star, _ = words.lstrip("*").partition("*")
    literal = head if words.startswith("*") else edge + head
    return literal if star else literal + edge
