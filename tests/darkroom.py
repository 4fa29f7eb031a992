"""Where pictures of the window are drawn: a process in which every machine is the same machine.

Letters, sizes and words would else follow the fonts, the screen and the language of whoever runs
it. Only what a process needs to start comes in from outside.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LET_IN = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""What a process needs to find its libraries."""
FIXED = {
    "LC_ALL": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "QT_ACCESSIBILITY": "0",
    "QT_FONT_DPI": "96",
    "QT_QPA_PLATFORM": "offscreen",
    "QT_QPA_PLATFORMTHEME": "",
    "QT_SCALE_FACTOR": "1",
    "QT_STYLE_OVERRIDE": "Fusion",
    "TZ": "UTC",
}
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  {rules}
</fontconfig>
"""
RULE = """
  <match target="{target}">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>true</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintslight</const></edit>
    <edit name="autohint" mode="assign"><bool>false</bool></edit>
    <edit name="embeddedbitmap" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
    <edit name="lcdfilter" mode="assign"><const>lcdnone</const></edit>
  </match>
"""


def draw(folder: Path) -> None:
    """Draw every picture of `tests/pictures.py` into `folder`; CalledProcessError if that fails."""
    with tempfile.TemporaryDirectory(prefix="galley-darkroom-") as home:
        command = [sys.executable, str(ROOT / "tests" / "pictures.py"), str(folder.resolve())]
        subprocess.run(command, check=True, env=environment(Path(home)), cwd=home)


def environment(home: Path) -> dict[str, str]:
    """The whole environment of a process that draws; `home` is an empty folder of its own."""
    file = home / "fonts.conf"
    rules = "".join(RULE.format(target=target) for target in ("pattern", "font"))
    fonts = ROOT / "resources" / "fonts"
    file.write_text(FONTS.format(fonts=fonts, cache=home / "cache", rules=rules), "utf-8")
    places = {"HOME": home, "TMPDIR": home, "FONTCONFIG_FILE": file, "PYTHONPATH": ROOT}
    given = {name: os.environ[name] for name in LET_IN if name in os.environ}
    return {**given, **FIXED, **{name: str(place) for name, place in places.items()}}
