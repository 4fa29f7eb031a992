"""The shared libraries Qt needs: find what is missing, fetch it without root, or say the line.

Standard library only. Debian and its relatives get private copies under the environment's
folder; every other system gets the exact install line of its package tool.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

TOOLS = ("apt-get", "dnf", "pacman", "zypper")
# soname: the package that holds it, in the order of TOOLS
CORE = {
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2", "libglib-2_0-0"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd", "libEGL1"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd", "libGL1"),
    "libX11.so.6": ("libx11-6", "libX11", "libx11", "libX11-6"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus", "libdbus-1-3"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig", "libfontconfig1"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon", "libxkbcommon0"),
}
XCB = {
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor", ""),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm", ""),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "xcb-util-image", ""),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms", ""),
    "libxcb-render-util.so.0": (
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "xcb-util-renderutil",
        "",
    ),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb", ""),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb", ""),
    "libxkbcommon-x11.so.0": (
        "libxkbcommon-x11-0",
        "libxkbcommon-x11",
        "libxkbcommon-x11",
        "",
    ),
}
DATA = ("fonts-dejavu-core", "xkb-data")
DRIVERS = ("libllvm", "libdrm", "libgbm", "libgl1-mesa", "libglx-mesa", "libegl-mesa", "libz3")
PROBE = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
"""


def wanted() -> tuple[str, ...]:
    """The libraries Qt needs here that a system may lack."""
    if not sys.platform.startswith("linux"):
        return ()
    return (*CORE, *XCB) if os.environ.get("DISPLAY") else tuple(CORE)


def wanting() -> bool:
    """Whether this process cannot load one of them; Qt loads them anyway when all are there."""
    from ctypes import CDLL

    try:
        for name in wanted():
            CDLL(name)
    except OSError:
        return True
    return False


def additions(folder: Path) -> dict[str, str]:
    """The environment variables Qt needs here; `folder` holds what had to be fetched.

    Empty when nothing is missing. Exits with code 1 and the install line when it cannot help.
    """
    import shutil

    names = wanted()
    lacking = missing(names, os.environ) if names else []
    if not lacking:
        return {}
    found = variables(folder)
    if folder.is_dir() and not missing(names, {**os.environ, **found}):
        return found
    if shutil.which("apt-get") and not os.environ.get("GALLEY_NO_FETCH"):
        _say(f"fetching private copies of {', '.join(lacking)} (GALLEY_NO_FETCH=1 turns this off)")
        fetch([package(name, "apt-get") for name in lacking] + list(DATA), folder)
        found = variables(folder)
        lacking = missing(names, {**os.environ, **found})
    if lacking:
        raise SystemExit(f"[setup] libraries are missing. {install_line(lacking)}")
    return found


def missing(sonames: Iterable[str], environment: Mapping[str, str]) -> list[str]:
    """Those of `sonames` a new process with `environment` cannot load."""
    import subprocess

    command = [sys.executable, "-c", PROBE, *sonames]
    done = subprocess.run(command, env=dict(environment), capture_output=True, text=True)
    return done.stdout.split()


def package(soname: str, tool: str) -> str:
    """The package of `tool` that holds `soname`; zypper names its xcb packages as Debian does."""
    names = {**CORE, **XCB}[soname]
    return names[TOOLS.index(tool)] or names[0]


def install_line(sonames: Iterable[str], tool: str = "") -> str:
    """One sentence with the command that installs `sonames` on this system."""
    import shutil

    tool = tool or next((name for name in TOOLS if shutil.which(name)), "")
    if not tool:
        return f"Install the packages that hold {', '.join(sonames)}."
    verb = "-S" if tool == "pacman" else "install"
    names = dict.fromkeys(package(name, tool) for name in sonames)
    return f"Install them with: sudo {tool} {verb} {' '.join(names)}"


def fetch(packages: list[str], folder: Path, closure: bool = True) -> None:
    """Download Debian packages, with what they need, and unpack them under `folder`; no root."""
    import shutil

    apt = _private_apt(folder)
    _run([*apt, "-qq", "update"], folder)
    if closure:
        plan = _run([*apt, "-s", "install", "--no-install-recommends", *packages], folder)
        packages = planned(plan)
    if packages:
        _run([*apt, "-qq", "download", *packages], folder)
    for archive in sorted(folder.glob("*.deb")):
        _run(["dpkg-deb", "-x", str(archive), str(folder)], folder)
        archive.unlink()
    shutil.rmtree(folder / "apt")


def planned(simulation: str) -> list[str]:
    """The package names of a simulated install, without the graphics drivers."""
    lines = [line.split() for line in simulation.splitlines()]
    names = [words[1] for words in lines if len(words) > 1 and words[0] == "Inst"]
    return [name for name in names if not name.lower().startswith(DRIVERS)]


def variables(folder: Path) -> dict[str, str]:
    """What to set so that a program finds the libraries, keymaps and fonts under `folder`."""
    places = [*folder.glob("usr/lib/*-linux-gnu*"), *folder.glob("lib/*-linux-gnu*")]
    old = os.environ.get("LD_LIBRARY_PATH")
    found = {"LD_LIBRARY_PATH": os.pathsep.join([*map(str, places), *([old] if old else [])])}
    keymaps = folder / "usr/share/X11/xkb"
    if keymaps.is_dir() and not Path("/usr/share/X11/xkb").is_dir():
        found["XKB_CONFIG_ROOT"] = str(keymaps)
    fonts = folder / "usr/share/fonts"
    if fonts.is_dir() and not Path("/etc/fonts/fonts.conf").is_file():
        file = folder / "fonts.conf"
        file.write_text(f"<fontconfig><dir>{fonts}</dir></fontconfig>\n", "utf-8")
        found["FONTCONFIG_FILE"] = str(file)
    return found


def _private_apt(folder: Path) -> list[str]:
    state = folder / "apt"
    (state / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    (state / "cache" / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    options = [
        f"Dir::State::lists={state / 'lists'}",
        f"Dir::Cache={state / 'cache'}",
        "Debug::NoLocking=1",
        "APT::Sandbox::User=",
    ]
    return ["apt-get", *(word for option in options for word in ("-o", option))]


def _run(command: list[str], folder: Path) -> str:
    import subprocess

    environment = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"[setup] failed: {' '.join(command)}\n{done.stderr.strip()}")
    return done.stdout


def _say(text: str) -> None:
    sys.stderr.write(f"[setup] {text}\n")
