"""Set before any Qt import: windows of the tests are drawn offscreen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
