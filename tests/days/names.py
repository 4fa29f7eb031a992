"""Reads the accessible names on a screen, for `screen.py`; run by the system's own Python.

One JSON question a line on stdin, one JSON answer a line on stdout. A question names a role
(`*` for any) and a pattern the name must match; only what is showing is looked at.
"""

import json
import re
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

MANY = 300
"""Children of one widget that are looked at."""
FOCUSED = []
"""What has the keyboard, as far as it was told."""


def showing(root):
    """Every showing thing below `root`, depth first."""
    for at in range(min(root.get_child_count(), MANY)):
        child = root.get_child_at_index(at)
        if child is None:
            continue
        child.clear_cache()
        if child.get_state_set().contains(Atspi.StateType.SHOWING):
            yield child
            yield from showing(child)


def popup():
    """What stands over the windows and has the keyboard: Qt lists it below no window."""
    for thing in FOCUSED:
        root, above = thing, thing.get_parent()
        while above is not None and above.get_role() != Atspi.Role.APPLICATION:
            root, above = above, above.get_parent()
        root.clear_cache()
        if root.get_state_set().contains(Atspi.StateType.SHOWING):
            yield root
            yield from showing(root)


def windows():
    """What a popup holds, then the windows of every program on the screen."""
    try:
        yield from popup()
    except GLib.GError:
        FOCUSED.clear()  # it is gone
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(at)
        if program is not None:
            program.clear_cache()
            yield from showing(program)


def text_of(thing):
    """Its text, None where it has none."""
    if "Text" not in thing.get_interfaces():
        return None
    return Atspi.Text.get_text(thing, 0, Atspi.Text.get_character_count(thing))


def told(thing):
    """What is known of a thing."""
    place = thing.get_extents(Atspi.CoordType.SCREEN)
    states = thing.get_state_set()
    return {
        "role": thing.get_role_name(),
        "name": thing.get_name() or "",
        "box": [place.x, place.y, place.width, place.height],
        "focused": states.contains(Atspi.StateType.FOCUSED),
        "enabled": states.contains(Atspi.StateType.ENABLED),
        "text": text_of(thing),
    }


def find(role, name):
    """The things of a role whose names match."""
    pattern = re.compile(name)
    for thing in windows():
        if role in ("*", thing.get_role_name()) and pattern.search(thing.get_name() or ""):
            yield thing


def span(role, name, words):
    """The screen boxes of the first and the last letter of some words in a text."""
    for thing in find(role, name):
        whole = text_of(thing) or ""
        if words in whole:
            start = whole.index(words)
            boxes = [
                Atspi.Text.get_character_extents(thing, at, Atspi.CoordType.SCREEN)
                for at in (start, start + len(words) - 1)
            ]
            return [[box.x, box.y, box.width, box.height] for box in boxes]
    return None


def answer(question):
    """What a question asks for."""
    if question["ask"] == "span":
        return span(question["role"], question["name"], question["words"])
    if question["ask"] == "all":
        return [told(thing) for thing in windows()]
    first = next(find(question["role"], question["name"]), None)
    return told(first) if first is not None else None


def on_focus(event):
    """Remember what has the keyboard."""
    if event.detail1:
        FOCUSED[:] = [event.source]


def on_question(stdin, _condition):
    """Answer one line; what vanished while it was looked at is looked at again."""
    line = stdin.readline()
    if not line:
        Atspi.event_quit()
        return False
    found = None
    for _attempt in range(5):
        try:
            found = answer(json.loads(line))
            break
        except GLib.GError:
            continue
    print(json.dumps(found), flush=True)
    return True


def main():
    """Listen and answer until stdin ends."""
    listener = Atspi.EventListener.new(on_focus)
    listener.register("object:state-changed:focused")
    GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, on_question)
    Atspi.event_main()


if __name__ == "__main__":
    main()
