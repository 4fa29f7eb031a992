"""The private environment of a checkout: made from a lock, with what Qt needs beside it."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from editor.bootstrap import system_libraries
from editor.bootstrap.ensure import ROOT


def enter(module: str, arguments: list[str], lock: Path, ready: bool, window: bool) -> None:
    """Run `module` again where the pins of `lock`, and for a window what Qt needs, can be loaded.

    `ready` says that the pins can be imported here. Returns when nothing else is needed; exits
    with code 1 and one sentence when the environment cannot be made.
    """
    environment = Path(os.environ.get("GALLEY_VENV", ROOT / ".venv"))
    python = Path(sys.executable)
    if not ready:
        python = _python_of(environment)
        made = _stamp_path(environment, lock)
        if not made.is_file() or made.read_text() != stamp(lock):
            make_environment(environment, python, lock)
    extra = system_libraries.additions(environment / "sys") if window else {}
    inside = Path(sys.prefix).resolve() == environment.resolve()
    if extra or not (ready or inside):
        _run_again(python, module, arguments, extra)


def stamp(lock: Path) -> str:
    """What an environment was made from: project file, lock and Python, as one hash."""
    parts = (ROOT / "pyproject.toml").read_bytes() + lock.read_bytes() + sys.version.encode()
    return hashlib.sha256(parts).hexdigest()


def make_environment(environment: Path, python: Path, lock: Path) -> None:
    """Create `environment` and install the pins of `lock` into it, with their hashes checked."""
    print(f"[setup] installing the libraries of Galley into {environment}", file=sys.stderr)
    bare = ["--without-pip"] if importlib.util.find_spec("ensurepip") is None else []
    if not python.is_file() or not (bare or _has_pip(python)):
        _step([sys.executable, "-m", "venv", *bare, str(environment)])
    pip = [str(python), *(["-m", "pip"] if _has_pip(python) else [_pip_wheel(environment)])]
    quiet = ["--disable-pip-version-check", "install", "--quiet"]
    _step([*pip, *quiet, "--require-hashes", "--requirement", str(lock)])
    _stamp_path(environment, lock).write_text(stamp(lock))


def _step(command: list[str]) -> None:
    if subprocess.run(command, stdout=sys.stderr).returncode != 0:
        raise SystemExit(f"[setup] failed: {' '.join(command)}\n[setup] run it again to go on.")


def _has_pip(python: Path) -> bool:
    return subprocess.run([str(python), "-c", "import pip"], capture_output=True).returncode == 0


def _pip_wheel(environment: Path) -> str:
    """A pip to run out of Debian's wheel, for a Python that came without `ensurepip`."""
    folder = environment / "pip"
    pattern = "usr/share/python-wheels/pip-*.whl"
    if not list(folder.glob(pattern)) and shutil.which("apt-get"):
        system_libraries.fetch(["python3-pip-whl"], folder, closure=False)
    wheels = sorted(folder.glob(pattern))
    if not wheels:
        raise SystemExit("[setup] this Python has no pip: install the python3-venv package.")
    return str(wheels[0] / "pip")


def _python_of(environment: Path) -> Path:
    if sys.platform == "win32":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def _stamp_path(environment: Path, lock: Path) -> Path:
    return environment / f"galley-stamp-{lock.parent.name}"


def _run_again(python: Path, module: str, arguments: list[str], extra: dict[str, str]) -> None:
    command = [str(python), "-m", module, *arguments]
    environment = {**os.environ, **extra, "PYTHONPATH": str(ROOT)}
    if sys.platform == "win32":
        raise SystemExit(subprocess.run(command, check=False, env=environment).returncode)
    os.execve(str(python), command, environment)
