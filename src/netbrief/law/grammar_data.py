"""The expressions of a language for definitions, references and amendments: data, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Expressions:
    """`definitions`: with the group `term`; `scopes`: opening words -> kind of unit; `internal`,
    `relative`, `own`: cross-references; `other_law`: what follows a number of another law; `laws`:
    citations; `amend`: with a group for each action. None where a language has none."""

    definitions: tuple[re.Pattern[str], ...] = ()
    scopes: Mapping[str, str] = field(default_factory=dict)
    internal: re.Pattern[str] | None = None
    relative: re.Pattern[str] | None = None
    own: re.Pattern[str] | None = None
    other_law: re.Pattern[str] | None = None
    laws: re.Pattern[str] | None = None
    amend: re.Pattern[str] | None = None


@lru_cache(maxsize=32)
def expressions(language: str) -> Expressions:
    """The expressions of a language; those it lacks are empty."""
    folder = files("netbrief_knowledge") / "language" / (language or "und")
    definitions = _read(folder, "definitions.toml")
    citations = _read(folder, "citations.toml")
    laws = [f"(?:{pattern})" for pattern in _strings(citations.get("law"))]
    return Expressions(
        tuple(re.compile(pattern) for pattern in _strings(definitions.get("patterns"))),
        {str(key): str(value) for key, value in _table(definitions.get("scope")).items()},
        _compiled(citations.get("internal")),
        _compiled(citations.get("relative")),
        _compiled(citations.get("own")),
        _compiled(citations.get("of_other_law")),
        re.compile("|".join(laws)) if laws else None,
        _compiled(citations.get("amend")),
    )


def _read(folder: object, name: str) -> Mapping[str, object]:
    path = folder / name  # type: ignore[operator]  # a Traversable
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _compiled(value: object) -> re.Pattern[str] | None:
    return re.compile(value) if isinstance(value, str) and value else None
