"""ARCHITECTURE.md says what may import what; the code obeys."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "netbrief"


def allowed_imports() -> dict[str, set[str]]:
    """The table of ARCHITECTURE.md: package -> what it may import."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    table = text.split("| package | may import |")[1].split("\n\n")[0]
    rows = re.findall(r"^\| (\w+) \|(.*)\|$", table, flags=re.MULTILINE)
    return {name: {part.strip() for part in parts.split(",") if part.strip()} for name, parts in rows}


def imported(path: Path) -> set[str]:
    """The modules below `netbrief` that a file imports, "" for the package itself."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return {name.removeprefix("netbrief").lstrip(".") for name in names if re.match(r"netbrief(\.|$)", name)}


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    table = allowed_imports()
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert own in table, f"{own} has no row in ARCHITECTURE.md"
    for name in imported(path):
        if name == "":
            assert own in {"services", "cli"}, f"{path} imports the public verbs"
            continue
        top = name.split(".")[0]
        fits = top == own or top in table[own] or any(name.startswith(allowed) for allowed in table[own])
        assert fits, f"{own} may not import netbrief.{name}"


def test_every_package_is_in_the_table() -> None:
    present = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in modules()}
    assert present == set(allowed_imports())


def test_main_path_fits_one_screen() -> None:
    assert len((PACKAGE / "analysis.py").read_text("utf-8").splitlines()) <= 90


def test_no_module_of_nobody() -> None:
    forbidden = {"utils", "helpers", "common", "base", "manager", "misc", "legacy"}
    assert not [path for path in modules() if path.stem in forbidden]
