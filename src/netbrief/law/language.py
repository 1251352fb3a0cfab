"""The language of a text: by its script, and within one script by the commonest small words."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import lru_cache
from importlib.resources import files

READ = 60_000  # characters read: from the beginning, the middle and the end
LEAST_SHARE = 0.08  # share of small words below which nothing is said
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _data() -> tuple[dict[str, frozenset[str]], dict[str, re.Pattern[str]]]:
    folder = files("netbrief_knowledge") / "language"
    words: dict[str, frozenset[str]] = {}
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        path = entry / "function_words.toml"
        if entry.is_dir() and path.is_file():
            words[entry.name] = frozenset(tomllib.loads(path.read_text("utf-8"))["function_words"])
    scripts = {
        code: re.compile("[" + "".join(f"\\u{low}-\\u{high}" for low, high in record["ranges"]) + "]")
        for code, record in tomllib.loads((folder / "scripts.toml").read_text("utf-8")).items()
    }
    return words, scripts


def detect_language(text: str, declared: str = "") -> str:
    """The BCP 47 code of a text's language, "und" where it cannot be told. A language that the file
    declares is believed, unless the script of the text contradicts it. Deterministic."""
    sample = _sample(text)
    letters = len(re.findall(r"[^\W\d_]", sample))
    code = declared.split("-")[0].split("_")[0].lower()
    if not letters:
        return code or "und"
    return _by_script(sample, letters) or code or _by_words(sample)


def _sample(text: str) -> str:
    if len(text) <= READ:
        return text
    third = READ // 3
    middle = len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def _by_script(sample: str, letters: int) -> str:
    """The language of a script that holds a third of the letters. Kana beside Han is Japanese."""
    _, scripts = _data()
    counts = {code: len(pattern.findall(sample)) for code, pattern in scripts.items()}
    if counts.get("ja", 0) > letters * 0.1:
        return "ja"
    code, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return code if count > letters / 3 else ""


def _by_words(sample: str) -> str:
    counted = Counter(word for word in _WORD.findall(sample.lower()))
    total = sum(counted.values())
    if not total:
        return "und"
    shares = {code: sum(counted[word] for word in small) / total for code, small in _data()[0].items()}
    code, share = max(shares.items(), key=lambda item: (item[1], item[0]))
    return code if share >= LEAST_SHARE else "und"
