"""Loads a knowledge base: a folder of TOML records, as src/netbrief_knowledge/README.md describes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from netbrief.errors import Issue, KnowledgeError
from netbrief.knowledge.model import (
    Concept,
    Criterion,
    Effect,
    Example,
    Figure,
    Intermediary,
    Knowledge,
    Mechanism,
    Precedent,
    Rule,
    Safeguard,
    Source,
)

T = TypeVar("T")
Record = dict[str, Any]


@lru_cache(maxsize=1)
def load_knowledge() -> Knowledge:
    """The knowledge base that ships with Netbrief. Raises KnowledgeError with every fault of form."""
    return load_folder(files("netbrief_knowledge"), all_words=False)


def load_folder(root: Traversable, all_words: bool = True) -> Knowledge:
    """A knowledge base from a folder. Raises KnowledgeError, whose `issues` are all the faults of form;
    faults of meaning (a source that is not there) are for `check_knowledge`. Without `all_words` the
    words of a language are read when they are first asked for, and their faults raised then."""
    reader = _Reader(root)
    knowledge = Knowledge(
        version=reader.version(),
        mechanisms=reader.records("mechanisms", _mechanism),
        criteria=_in_order(reader.records("criteria", _plain(Criterion))),
        safeguards=reader.records("safeguards", _plain(Safeguard)),
        precedents=reader.records("precedents", _precedent),
        sources=reader.records("sources", _plain(Source)),
        intermediaries=reader.records("intermediaries", _plain(Intermediary)),
        concepts=reader.concepts(),
        words=reader.words() if all_words else _WordsOnDemand(root),
        settings=reader.settings(),
        interface=reader.interface(),
    )
    _raise_faults(reader)
    return knowledge


def _in_order(criteria: Mapping[str, Criterion]) -> dict[str, Criterion]:
    return dict(sorted(criteria.items(), key=lambda item: item[1].order))


class _Reader:
    """Reads the folder and gathers faults instead of stopping at the first."""

    def __init__(self, root: Traversable) -> None:
        self.root = root
        self.issues: list[Issue] = []

    def fault(self, place: str, message: str) -> None:
        self.issues.append(Issue("error", "knowledge-form", f"{place}: {message}"))

    def version(self) -> str:
        path = self.root / "VERSION"
        return path.read_text("utf-8").strip() if path.is_file() else "0"

    def toml_files(self, *folder: str) -> Iterator[tuple[str, Record]]:
        path = self.root.joinpath(*folder)
        if not path.is_dir():
            return
        for entry in sorted(path.iterdir(), key=lambda item: item.name):
            if not entry.name.endswith(".toml"):
                continue
            place = "/".join((*folder, entry.name))
            try:
                yield entry.name.removesuffix(".toml"), tomllib.loads(entry.read_text("utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                self.fault(place, f"not valid TOML: {error}")

    def records(self, folder: str, make: Callable[[str, Record], T]) -> dict[str, T]:
        made: dict[str, T] = {}
        for stem, record in self.toml_files(folder):
            try:
                made[stem] = make(stem, record)
            except (TypeError, ValueError, KeyError, AttributeError) as error:
                self.fault(f"{folder}/{stem}.toml", str(error))
        return made

    def concepts(self) -> dict[str, Concept]:
        found: dict[str, Concept] = {}
        for stem, tables in self.toml_files("concepts"):
            for name, table in tables.items():
                if name in found:
                    self.fault(f"concepts/{stem}.toml", f"concept {name} is named twice")
                    continue
                try:
                    found[name] = _plain(Concept)(name, table)
                except (TypeError, ValueError) as error:
                    self.fault(f"concepts/{stem}.toml", f"[{name}] {error}")
        return dict(sorted(found.items()))

    def language_codes(self) -> list[str]:
        folder = self.root / "language"
        if not folder.is_dir():
            return []
        return sorted(entry.name for entry in folder.iterdir() if entry.is_dir())

    def words(self) -> dict[str, dict[str, tuple[str, ...]]]:
        return {code: self.words_of(code) for code in self.language_codes()}

    def words_of(self, code: str) -> dict[str, tuple[str, ...]]:
        words: dict[str, dict[str, None]] = {}
        for stem, record in self.toml_files("language", code):
            entries = record.get("words", {})
            if not isinstance(entries, dict):
                self.fault(f"language/{code}/{stem}.toml", "[words] must be a table of concepts")
                continue
            for name, phrases in entries.items():
                if not isinstance(phrases, list) or not all(isinstance(p, str) for p in phrases):
                    self.fault(f"language/{code}/{stem}.toml", f"{name} must be a list of phrases")
                    continue
                words.setdefault(name, {}).update(dict.fromkeys(phrases))
        return {name: tuple(phrases) for name, phrases in sorted(words.items())}

    def interface(self) -> dict[str, dict[str, str]]:
        packs: dict[str, dict[str, str]] = {}
        for code in self.language_codes():
            path = self.root / "language" / code / "interface.toml"
            if path.is_file():
                phrases = tomllib.loads(path.read_text("utf-8")).get("phrases", {})
                packs[code] = {key: str(value) for key, value in phrases.items()}
        return packs

    def settings(self) -> dict[str, float]:
        path = self.root / "screening.toml"
        if not path.is_file():
            return {}
        return {key: float(value) for key, value in tomllib.loads(path.read_text("utf-8")).items()}


class _WordsOnDemand(Mapping[str, Mapping[str, tuple[str, ...]]]):
    """The words by language; a language is read when it is first asked for."""

    def __init__(self, root: Traversable) -> None:
        self._root = root
        self._codes = tuple(_Reader(root).language_codes())
        self._read: dict[str, dict[str, tuple[str, ...]]] = {}

    def __getitem__(self, code: str) -> Mapping[str, tuple[str, ...]]:
        if code not in self._codes:
            raise KeyError(code)
        if code not in self._read:
            reader = _Reader(self._root)
            self._read[code] = reader.words_of(code)
            _raise_faults(reader)
        return self._read[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


def _raise_faults(reader: _Reader) -> None:
    if reader.issues:
        faults = "; ".join(issue.message for issue in reader.issues[:5])
        raise KnowledgeError(
            f"The knowledge base has {len(reader.issues)} fault(s) of form: {faults}",
            tuple(reader.issues),
            hint="Run `netbrief knowledge check` for the whole list.",
        )


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return value.strip() if isinstance(value, str) else value


def _build(kind: type[T], record: Mapping[str, Any]) -> T:
    known = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]  # only dataclasses come here
    unknown = sorted(set(record) - set(known))
    if unknown:
        raise ValueError(f"unknown key(s) {', '.join(unknown)}; allowed: {', '.join(sorted(known))}")
    needed = [n for n, f in known.items() if f.default is MISSING and f.default_factory is MISSING]
    missing = [name for name in needed if name not in record]
    if missing:
        raise ValueError(f"missing key(s) {', '.join(missing)}")
    return kind(**{key: _frozen(value) for key, value in record.items()})


def _plain(kind: type[T]) -> Callable[[str, Record], T]:
    return lambda stem, record: _build(kind, {"id": stem, **record})


def _precedent(stem: str, record: Record) -> Precedent:
    figures = tuple(_build(Figure, figure) for figure in record.get("figures", []))
    return _build(Precedent, {"id": stem, **record, "figures": figures})


def _examples(entries: list[Any]) -> tuple[Example, ...]:
    return tuple(
        Example("en", entry.strip()) if isinstance(entry, str) else _build(Example, entry)
        for entry in entries
    )


def _rule(mechanism: str, record: Record) -> Rule:
    changed = dict(record)
    for key in ("examples", "counterexamples"):
        changed[key] = _examples(record.get(key, []))
    changed["phrases"] = {code: tuple(texts) for code, texts in record.get("phrases", {}).items()}
    try:
        return _build(Rule, {"mechanism": mechanism, **changed})
    except (TypeError, ValueError) as error:
        raise ValueError(f"rule {record.get('id', '?')}: {error}") from error


def _mechanism(stem: str, record: Record) -> Mechanism:
    effects = tuple(_build(Effect, effect) for effect in record.get("effects", []))
    rules = tuple(_rule(stem, rule) for rule in record.get("rules", []))
    return _build(Mechanism, {"id": stem, **record, "effects": effects, "rules": rules})
