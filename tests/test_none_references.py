"""The Qt binding keeps its count of references to None.

PySide6 6.12.0 on Python 3.11 drops one at every void call and aborts the program after some
thousand (Python 3.12 made None immortal, so there the count says nothing). The calls are made in
a child process, since a build with the fault would take the test run with it.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

CALLS = 10_000
SLACK = 50
"""References other code may take or drop meanwhile."""

COUNT = """
import json, sys
from PySide6.QtCore import QAbstractListModel, QModelIndex, QTimer
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QListView

app = QApplication([])

class Silent(QAbstractListModel):
    def rowCount(self, parent=QModelIndex()):
        return 40
    def data(self, index, role=0):
        return None

document = QTextDocument("words")
cursor = QTextCursor(document)
view = QListView()
model = Silent()
view.setModel(model)
view.show()

def moved():
    cursor.setPosition(0)

def painted():
    view.viewport().repaint()

def timed():
    QTimer.singleShot(0, app.processEvents)
    app.processEvents()

def drift(work, times):
    work()
    before = sys.getrefcount(None)
    for _ in range(times):
        work()
    return sys.getrefcount(None) - before

calls = int(sys.argv[1])
print(json.dumps({"moved": drift(moved, calls), "painted": drift(painted, calls // 200),
                  "timed": drift(timed, calls // 20)}))
"""


@pytest.fixture(scope="module")
def drifts() -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", COUNT, str(CALLS)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("kind", ["moved", "painted", "timed"])
def test_void_calls_leave_the_count_alone(drifts: dict[str, int], kind: str) -> None:
    assert abs(drifts[kind]) < SLACK
