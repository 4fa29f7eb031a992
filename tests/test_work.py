"""The worker process: results, errors, cancelling by a kill, a new start, an orderly end."""

from __future__ import annotations

import os
import threading
from concurrent.futures import CancelledError

import pytest

from editor.reading.errors import ReadError
from editor.work import Worker, WorkerDied


@pytest.fixture
def worker():
    made = Worker()
    yield made
    made.kill()
    made.close()


def test_work_comes_back_and_errors_too(worker):
    assert worker.submit("editor.text.quotes:quotes", "Nothing.").result(60) == []
    with pytest.raises(ReadError):
        worker.submit("editor.reading.reader:read_text", "").result(60)


def test_the_process_is_another_one_and_stays_warm(worker):
    first = worker.submit("os:getpid").result(60)
    assert first != os.getpid()
    assert worker.submit("os:getpid").result(60) == first


def test_after_a_kill_the_next_call_starts_a_new_process(worker):
    first = worker.submit("os:getpid").result(60)
    worker.kill()
    assert worker.submit("os:getpid").result(60) != first


def test_a_kill_cancels_what_runs_and_what_waits(worker):
    worker.submit("os:getpid").result(60)
    endless = worker.submit("signal:pause")
    waiting = worker.submit("os:getpid")
    worker.kill()
    for future in (endless, waiting):
        with pytest.raises(CancelledError):
            future.result(60)
    assert worker.submit("os:getpid").result(60)


def test_a_process_that_dies_by_itself_fails_its_call_and_is_replaced(worker):
    with pytest.raises(WorkerDied):
        worker.submit("os:abort").result(60)
    assert worker.submit("os:getpid").result(60)


def test_what_cannot_be_sent_or_found_fails_that_call_only(worker):
    first = worker.submit("os:getpid").result(60)
    with pytest.raises(Exception, match="pickle"):
        worker.submit("builtins:len", threading.Lock()).result(60)
    with pytest.raises(ModuleNotFoundError):
        worker.submit("no_such_module:run").result(60)
    with pytest.raises(Exception, match="pickle"):
        worker.submit("threading:Lock").result(60)
    assert worker.submit("os:getpid").result(60) == first


def test_close_ends_the_process_and_refuses_more_work(worker):
    worker.submit("os:getpid").result(60)
    worker.close()
    worker.close()
    with pytest.raises(RuntimeError):
        worker.submit("os:getpid")


def test_a_worker_never_used_closes():
    Worker().close()
