"""From nothing to the window, and to the article that can be worked on, beside a bare window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from harness import Figure, median, ratio

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 9

BARE = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTextEdit())
window.resize(1200, 800)
window.show()
app.processEvents()
os._exit(0)
"""

OURS = """
import os, sys

def watch(until):
    from editor.ui.frame import Frame
    from editor.ui.window import MainWindow
    outline, furnish = Frame.outline, MainWindow.furnish

    def outlined(window, *side):
        outline(window, *side)
        window.painted.connect(lambda: os._exit(0))

    def furnished(window, windows):
        furnish(window, windows)
        window.desk.article_read.connect(lambda _reading: tried(lambda: at_work(window, windows)))

    if until == "frame":
        Frame.outline = outlined
    else:
        MainWindow.furnish = furnished

def tried(work):
    try:
        work()
    except BaseException:
        os._exit(1)

def at_work(window, windows):
    from PySide6.QtCore import QTimer
    page = window.article_page
    page.view.viewport().repaint()
    window.keys["next"].trigger()
    page.view.viewport().repaint()
    page.margin.repaint()
    windows.keep()
    there = bool(page.focused) and page.card.isVisible()
    QTimer.singleShot(0, lambda: os._exit(0 if there else 1))

if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    until, sys.argv = sys.argv[2], ["galley"]
    from editor.bootstrap.ensure import ROOT, ensure
    ensure("editor", [], ROOT / "resources" / "requirements.lock")
    from editor.cli.main import main
    watch(until)
    sys.exit(main([]))
"""
"""The steps of `editor.__main__`, watched from when Qt is imported anyway: ended when its frame is
painted, or when a key was answered in the article: its card is open and all is painted."""


def bench_start() -> list[Figure]:
    """The program as a person starts it the second time, in the sample; wall clock."""
    # the worker process of a program that was ended may still write there
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "WAYLAND_DISPLAY": "none"}
        settings.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever starts it has started it before
        settings["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
        settings |= {"XDG_DATA_HOME": f"{folder}/data", "XDG_CONFIG_HOME": f"{folder}/own"}
        script = Path(folder) / "start.py"
        script.write_text(OURS)
        program = [sys.executable, str(script), str(ROOT)]
        commands = ([sys.executable, "-c", BARE], [*program, "frame"], [*program, "article"])

        def run(command: list[str]) -> float:
            begun = time.perf_counter()
            subprocess.run(command, check=True, timeout=60, env=settings, stderr=subprocess.DEVNULL)
            return (time.perf_counter() - begun) * 1000

        for command in reversed(commands):
            run(command)
        rounds = [[run(command) for command in commands] for _ in range(ROUNDS)]
    bare, frame, article = (median([taken[at] for taken in rounds]) for at in range(3))
    load = f"load {os.getloadavg()[0]:.1f}"
    return [
        ratio("start to the painted window", frame, bare, 1.3, load),
        ratio("start to the article, a key answered in it", article, bare, 4, load),
    ]
