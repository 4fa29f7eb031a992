"""For every test: windows are drawn offscreen, and a stray warning or log line is a failure.

Qt's own warnings fail a test through pytest-qt (`qt_log_level_fail`), Python's through
`filterwarnings`; both are set in pyproject.toml.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def no_stray_log_lines(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail a test that made somebody log a warning, unless it is marked `log_expected`."""
    yield
    if request.node.get_closest_marker("log_expected") is None:
        lines = [
            record.getMessage()
            for phase in ("setup", "call")
            for record in caplog.get_records(phase)
            if record.levelno >= logging.WARNING
        ]
        assert not lines, f"{len(lines)} unexpected log lines, first {lines[:3]}"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A test that was skipped shows nothing, so the run has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
