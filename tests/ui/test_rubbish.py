"""What is no longer used is collected on the interface thread, whoever allocates."""

from __future__ import annotations

import gc
import threading
import weakref


class Cycle:
    """Something only the collector can free."""

    def __init__(self):
        self.itself = self


def test_a_thread_that_allocates_does_not_collect_what_belongs_to_the_window(qtbot):
    freed_on, kept = [], []
    weakref.finalize(Cycle(), lambda: freed_on.append(threading.current_thread()))

    def allocate():
        kept.extend([number] for number in range(50 * gc.get_threshold()[0]))

    thread = threading.Thread(target=allocate)
    thread.start()
    thread.join()
    assert kept and not freed_on
    qtbot.waitUntil(lambda: freed_on == [threading.main_thread()])


def test_python_collects_again_after_the_window(collector):
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()
    collector.start()
    assert not gc.isenabled()
