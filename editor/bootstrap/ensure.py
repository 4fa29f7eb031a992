"""Make sure the locked libraries are there, in a private `.venv` beside the code if need be.

Nothing is done when every pin is importable at its version (an environment someone
else made) or when Galley runs as an installed package.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+?)(?:\s*;\s*(.+?))?\s*\\?$")


def ensure(module: str, arguments: list[str], lock: Path) -> None:
    """Return when the pins of `lock` can be imported; else re-run `module` where they can be.

    Exits with code 1 and one sentence when the environment cannot be made.
    """
    if not (ROOT / "pyproject.toml").is_file() or satisfied(lock):
        return
    environment = Path(os.environ.get("GALLEY_VENV", ROOT / ".venv"))
    python = _python_of(environment)
    if not _stamp_path(environment).is_file() or _stamp_path(environment).read_text() != stamp(
        lock
    ):
        make_environment(environment, python, lock)
    if Path(sys.prefix).resolve() == environment.resolve():
        return
    _run_again(python, module, arguments)


def satisfied(lock: Path) -> bool:
    """Whether every pin that counts without an environment marker is installed at its version."""
    for line in lock.read_text("utf-8").splitlines():
        pin = PIN.match(line)
        if pin is None or pin[3]:
            continue
        try:
            installed = metadata.version(pin[1])
        except metadata.PackageNotFoundError:
            return False
        if installed != pin[2]:
            return False
    return True


def stamp(lock: Path) -> str:
    """What an environment was made from: project file, lock and Python, as one hash."""
    parts = (ROOT / "pyproject.toml").read_bytes() + lock.read_bytes() + sys.version.encode()
    return hashlib.sha256(parts).hexdigest()


def make_environment(environment: Path, python: Path, lock: Path) -> None:
    """Create `environment` and install the pins of `lock` into it, with their hashes checked."""
    print(f"[setup] installing the libraries of Galley into {environment}", file=sys.stderr)
    steps: list[list[str]] = []
    if not python.is_file():
        steps.append([sys.executable, "-m", "venv", str(environment)])
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    steps.append([*pip, "--require-hashes", "--requirement", str(lock)])
    for step in steps:
        if subprocess.run(step, check=False, stdout=sys.stderr).returncode != 0:
            raise SystemExit(f"[setup] failed: {' '.join(step)}\n[setup] run it again to go on.")
    _stamp_path(environment).write_text(stamp(lock))


def _python_of(environment: Path) -> Path:
    if sys.platform == "win32":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def _stamp_path(environment: Path) -> Path:
    return environment / "galley-stamp"


def _run_again(python: Path, module: str, arguments: list[str]) -> None:
    command = [str(python), "-m", module, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if sys.platform == "win32":
        raise SystemExit(subprocess.run(command, check=False, env=environment).returncode)
    os.execve(str(python), command, environment)
