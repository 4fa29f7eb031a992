"""The worker process: results, errors, a kill and a new start."""

from __future__ import annotations

import pytest

from editor.reading.errors import ReadError
from editor.work import Worker


@pytest.fixture
def worker():
    made = Worker()
    yield made
    made.close()


def test_work_comes_back_and_errors_too(worker):
    assert worker.submit("editor.text.quotes:quotes", "Nothing.").result(60) == []
    with pytest.raises(ReadError):
        worker.submit("editor.reading:read_text", "").result(60)


def test_after_a_kill_the_next_call_starts_a_new_process(worker):
    first = worker.submit("os:getpid").result(60)
    worker.kill()
    assert worker.submit("os:getpid").result(60) != first
