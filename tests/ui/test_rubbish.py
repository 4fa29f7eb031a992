"""What is no longer used is collected on the interface thread, whoever allocates."""

from __future__ import annotations

import gc
import threading
import weakref

from editor.ui.rubbish import Collector


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


def walks(share):
    """How often twenty looks of a collector that may take `share` walk through everything."""
    walked, thresholds = [], gc.get_threshold()
    made = Collector(share=share)
    note = lambda phase, told: walked.append((phase, told["generation"]))  # noqa: E731
    gc.set_threshold(1, 1, 1)
    gc.callbacks.append(note)
    try:
        kept = [[made.look()] for _ in range(20)]
    finally:
        gc.callbacks.remove(note)
        gc.set_threshold(*thresholds)
        made.stop()
    assert len(kept) == 20 and ("start", 1) in walked
    return walked.count(("start", 2))


def test_everything_is_walked_through_for_a_small_share_of_the_time_only(qapp, collector):
    hurried, patient = walks(1e9), walks(1e-6)
    collector.start()
    assert patient == 1 < hurried
