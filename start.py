#!/usr/bin/env python3
"""Sets Netbrief up beside this file and runs it. Needs Python 3.11 or newer and nothing else.

python3 start.py                     the main job, on the bill that ships with the project
python3 start.py test                the tests
python3 start.py COMMAND ...         any other command goes to `netbrief`, e.g. analyze my-bill.pdf
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
EXAMPLE = ROOT / "examples" / "online-services-and-networks-bill.pdf"


def run(*command: str | Path) -> int:
    """Run a command in the project's folder; returns its exit code."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode


def set_up(lock: str) -> None:
    """Make the environment and install what a lock file names; nothing is done twice."""
    if sys.version_info < (3, 11):  # noqa: UP036  # this file is what people start with any Python
        sys.exit(f"Netbrief needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    wanted = hashlib.sha256((ROOT / lock).read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = HOME / f"{lock}.installed"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    print(f"Setting up in {HOME.name} (once; a minute or two) ...", file=sys.stderr, flush=True)
    if not PYTHON.is_file():
        make_environment()
    install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run(*install, "--require-hashes", "-r", lock) or run(*install, "--no-deps", "--editable", "."):
        sys.exit("The packages could not be installed; the lines above say why. Is the network reachable?")
    stamp.write_text(wanted)


def make_environment() -> None:
    """A virtual environment with pip, or a clear word on what is missing."""
    try:
        venv.create(HOME, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, OSError) as error:
        sys.exit(
            f"No virtual environment could be made ({error}). On Debian or Ubuntu: apt install python3-venv"
        )


def test() -> int:
    """Lint, types, tests; the first that fails decides."""
    set_up("requirements-dev.lock")
    for command in (
        ("-m", "ruff", "check", "."),
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "mypy"),
        ("-m", "pytest", "-n", "auto"),
    ):
        print("$ python", *command, flush=True)
        if code := run(PYTHON, *command):
            return code
    return 0


def main(arguments: list[str]) -> int:
    """Do what the command line asks."""
    if arguments[:1] == ["test"]:
        return test()
    set_up("requirements.lock")
    if arguments:
        return subprocess.run([str(PYTHON), "-m", "netbrief.cli", *arguments], check=False).returncode
    return run(PYTHON, "-m", "netbrief.cli", "analyze", EXAMPLE, "-o", ROOT / "briefs")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
