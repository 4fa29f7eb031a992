"""Plays a recording, as a program of its own: `sound.py FILE SECONDS [BACKEND]`.

A decoder reads what strangers sent, and a sound card's thread waits for nobody, so neither is in
the window's process. On standard output stands `playing` once there is sound and `ended` after
the last of it, else why there is none: `library`, `device` or `format`. It ends when standard
input does.
This file stands alone: it is started by its path.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Generator
from typing import Any

CHANNELS, RATE = 2, 44_100
"""Of what is handed to the sound card, whatever the recording has."""
BUFFER = 60
"""Milliseconds of sound handed over at a time."""


def main(file: str, seconds: str, backend: str = "") -> int:
    """Play `file` from a place in seconds on; `backend` is one of miniaudio's, "" any real one."""
    threading.Thread(target=_watch, daemon=True).start()
    try:
        import miniaudio
    except ImportError:
        return _tell("library")
    every = [one for one in miniaudio.Backend if one is not miniaudio.Backend.NULL]
    try:
        frames = miniaudio.stream_file(
            file, nchannels=CHANNELS, sample_rate=RATE, seek_frame=int(float(seconds) * RATE)
        )
    except (miniaudio.DecodeError, OSError):
        return _tell("format")
    try:
        device = miniaudio.PlaybackDevice(
            nchannels=CHANNELS,
            sample_rate=RATE,
            buffersize_msec=BUFFER,
            backends=[miniaudio.Backend[backend]] if backend else every,
            app_name="Galley",
        )
        done = threading.Event()
        handed = _handed(frames, done)
        next(handed)
        device.start(handed)
    except miniaudio.MiniaudioError:
        return _tell("device")
    done.wait()
    device.close()
    return _tell("ended", 0)


def _handed(frames: Generator[Any, int, None], done: threading.Event) -> Generator[Any, int, None]:
    """The frames, as many as the card asks for; told are the first of them, and their end."""
    wanted = yield b""
    _tell("playing")
    try:
        while True:
            wanted = yield frames.send(wanted)
    except StopIteration:
        done.set()


def _watch() -> None:
    """End as soon as whoever started this ends, or lets go."""
    sys.stdin.read()
    os._exit(0)


def _tell(word: str, code: int = 1) -> int:
    print(word, flush=True)
    return code


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
