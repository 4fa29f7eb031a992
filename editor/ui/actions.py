"""Everything a key or a menu can do, declared once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from db.kinds import BlockKind, Kind, State
from editor.i18n import _, label
from editor.ui.icons import STATES
from editor.ui.pages import Page


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do; `slot` names a method, called with `value` unless empty.

    The method is looked for on the page shown, then on the window. `keys` are separated by a
    blank. `when` is `always` or `not_typing`: the latter is switched off while text is typed.
    """

    id: str
    text: str
    keys: str
    icon: str
    slot: str
    group: str
    when: str = "not_typing"
    value: str = ""


FILE, EDIT, MARK, CHECK, GO, VIEW, HELP = (
    "File",
    "Edit",
    "Mark",
    "Check",
    "Go",
    "View",
    "Help",
)
GROUPS = (FILE, EDIT, MARK, CHECK, GO, VIEW, HELP)
"""The menus, in order; also the parts of the key sheet."""

ACTIONS: tuple[Action, ...] = (
    Action("open", "Open…", "Ctrl+O", "folder-open", "on_open", FILE, "always"),
    Action("open_address", "Open address…", "", "link", "on_open_address", FILE, "always"),
    Action(
        "paste",
        "New article from the clipboard",
        "Ctrl+Shift+V",
        "clipboard-paste",
        "on_paste",
        FILE,
        "always",
    ),
    Action("new_draft", "New draft…", "Ctrl+Shift+D", "copy-plus", "on_new_draft", FILE, "always"),
    Action(
        "edit_draft", "Edit the text…", "", "text-cursor-input", "on_edit_draft", FILE, "always"
    ),
    Action("about_file", "About this file…", "", "file-text", "on_about_file", FILE, "always"),
    Action("window", "New window", "Ctrl+Shift+N", "app-window", "on_window", FILE, "always"),
    Action("close_window", "Close the window", "Ctrl+W", "x", "on_close_window", FILE, "always"),
    Action("details", "About the article…", "", "info", "on_details", FILE, "always"),
    Action(
        "corrections",
        "Corrections after publication…",
        "",
        "user-pen",
        "on_corrections",
        FILE,
        "always",
    ),
    Action("remove_article", "Remove the article", "", "trash-2", "on_remove_article", FILE),
    Action("print", "Print…", "Ctrl+P", "printer", "on_print", FILE, "always"),
    Action("export", "Export report…", "Ctrl+Shift+E", "download", "on_export", FILE, "always"),
    Action(
        "save_preset",
        "Keep the report's choices as a preset…",
        "",
        "bookmark",
        "on_save_preset",
        FILE,
    ),
    Action("remove_preset", "Forget a report preset…", "", "", "on_remove_preset", FILE),
    Action(
        "take_in",
        "Take in marks, fact-checks or a package…",
        "",
        "library",
        "on_take_in",
        FILE,
        "always",
    ),
    Action("settings", "Settings…", "Ctrl+,", "settings", "on_settings", FILE, "always"),
    Action("persons", "Who works here…", "", "users", "on_persons", FILE, "always"),
    Action("quit", "Quit", "Ctrl+Q", "log-out", "on_quit", FILE, "always"),
    Action("undo", "Undo", "Ctrl+Z", "undo-2", "on_undo", EDIT),
    Action("redo", "Redo", "Ctrl+Shift+Z", "redo-2", "on_redo", EDIT),
    Action("all", "Select all", "Ctrl+A", "", "on_all", EDIT),
    Action("find", "Find", "Ctrl+F", "search", "on_find", EDIT, "always"),
    Action("search", "Search everything", "Ctrl+Shift+F", "search", "on_search", EDIT, "always"),
    Action("edit", "Edit mark", "Return", "pencil", "on_edit", EDIT),
    Action("remove", "Remove mark", "Del", "trash-2", "on_remove", EDIT),
    Action("mark_quote", "Mark quote", "Q", "quote", "on_mark", MARK, value=Kind.QUOTE),
    Action("mark_claim", "Mark claim", "C", "highlighter", "on_claim", MARK),
    Action("mark_fact", "Mark fact", "F", "badge-check", "on_mark", MARK, value=Kind.FACT),
    Action(
        "mark_comment", "Comment", "M", "message-square-plus", "on_mark", MARK, value=Kind.COMMENT
    ),
    Action("mark_change", "Propose a change", "E", "replace", "on_mark", MARK, value=Kind.CHANGE),
    Action("break", "Break the sentence into facts", "B", "split", "on_break", MARK),
    Action("no_facts", "No facts here", "0", "circle-slash", "on_no_facts", MARK),
    Action(
        "start_left", "Start one word earlier", "Ctrl+Alt+Left", "", "on_ends", MARK, value="start-"
    ),
    Action(
        "start_right", "Start one word later", "Ctrl+Alt+Right", "", "on_ends", MARK, value="start+"
    ),
    Action("end_left", "End one word earlier", "Alt+Shift+Left", "", "on_ends", MARK, value="end-"),
    Action("end_right", "End one word later", "Alt+Shift+Right", "", "on_ends", MARK, value="end+"),
    Action("suggest", "Show suggestions", "S", "sparkles", "on_suggest", MARK),
    Action("accept", "Yes to what is offered", "A", "check", "on_accept", MARK),
    Action("dismiss", "No to what is offered", "X", "x", "on_dismiss", MARK),
    Action(
        "accept_all", "Yes to all of this kind", "Shift+A", "check-check", "on_accept_all", MARK
    ),
    Action("take_back", "Take this paragraph back", "", "", "on_take_back", EDIT),
    Action("take_all_back", "Take back all that is not article", "", "", "on_take_all_back", EDIT),
    Action("set_apart", "Set this paragraph apart", "", "", "on_set_apart", EDIT),
    Action("reword_display", "Reword this display type", "", "", "on_reword_display", EDIT),
    Action("remove_display", "Remove this display type", "", "", "on_remove_display", EDIT),
    Action("speakers", "Who is quoted", "", "users", "on_speakers", VIEW),
    Action("still_holds", "Still holds", "Y", "refresh-cw", "on_still_holds", CHECK),
    Action("risk", "Risk…", "L", "scale", "on_risk", CHECK),
    Action("priority", "Priority…", "P", "flag", "on_priority", CHECK),
    Action("verdict", "Verdict…", "", "scale", "on_verdict", CHECK),
    Action("assign", "Assign…", "U", "user", "on_assign", CHECK),
    Action("assign_me", "Assign to me", "Shift+U", "user-check", "on_assign_me", CHECK),
    Action("close_time", "Closing time…", "D", "clock", "on_close_time", CHECK),
    Action("tags", "Tags…", "T", "tag", "on_tags", CHECK),
    Action("same", "Same check as…", "G", "link", "on_same", CHECK),
    Action("reply", "Reply", "R", "reply", "on_reply", CHECK),
    Action("resolve", "Resolve the thread", "Shift+R", "circle-check", "on_resolve", CHECK),
    Action("history", "History", "H", "history", "on_history", CHECK),
    Action("attach", "Attach as evidence", "V", "paperclip", "on_attach", CHECK),
    Action("pin", "Pin the source", "Shift+V", "pin", "on_pin", CHECK),
    Action("open_source", "Open the source beside", "O", "external-link", "on_open_source", CHECK),
    Action("play", "Play or pause", "F8", "play", "on_play", CHECK, "always"),
    Action("rewind", "Three seconds back", "F7", "rewind", "on_seek", CHECK, "always", "-3"),
    Action("forward", "Three seconds on", "F9", "fast-forward", "on_seek", CHECK, "always", "3"),
    Action("ask", "New query…", "", "message-square", "on_ask", CHECK),
    Action("initial", "Initial a pass…", "I", "stamp", "on_initial", CHECK),
    Action("sign_off", "Sign off…", "", "stamp", "on_sign_off", CHECK),
    Action("article_close", "When the article is due…", "", "clock", "on_article_close", CHECK),
    Action("next", "Next", "J", "chevron-down", "on_step", GO, value="next"),
    Action("previous", "Previous", "K", "chevron-up", "on_step", GO, value="previous"),
    Action("next_open", "Next open", "Space", "", "on_step_open", GO, value="next"),
    Action(
        "previous_open", "Previous open", "Shift+Space", "", "on_step_open", GO, value="previous"
    ),
    Action("next_unmarked", "Next unmarked sentence", "N", "", "on_unmarked", GO, value="next"),
    Action(
        "previous_unmarked",
        "Previous unmarked sentence",
        "Shift+N",
        "",
        "on_unmarked",
        GO,
        value="previous",
    ),
    Action("unmarked_list", "What is unmarked", "", "list-checks", "on_unmarked_list", VIEW),
    Action("learn", "Learn what is worth checking from our marks", "", "", "on_learn", MARK),
    Action("forget", "Forget what was learnt from our marks", "", "", "on_forget", MARK),
    Action("overlap", "Next mark over the same words", "W", "", "on_overlap", GO),
    Action("passage", "To the passage", "Shift+Return", "text-search", "on_passage", GO),
    Action("back", "Back", "Alt+Left", "arrow-left", "on_back", GO, "always"),
    Action("onward", "Forward", "Alt+Right", "arrow-right", "on_onward", GO, "always"),
    Action("palette", "All actions…", "Ctrl+K", "command", "on_palette", GO, "always"),
    Action("columns", "Columns of the queue…", "", "columns-3", "on_columns", VIEW),
    Action("sort", "Sort the queue by…", "", "", "on_sort", VIEW),
    Action("side", "Articles at the side", "Ctrl+B", "columns-3", "on_side", VIEW, "always"),
    Action("cold_read", "Cold read", "F11", "book-open", "on_cold_read", VIEW, "always"),
    Action("zoom_in", "Larger text", "Ctrl++ Ctrl+=", "zoom-in", "on_zoom", VIEW, "always", "in"),
    Action("zoom_out", "Smaller text", "Ctrl+-", "zoom-out", "on_zoom", VIEW, "always", "out"),
    Action("zoom_reset", "Usual text size", "Ctrl+0", "type", "on_zoom", VIEW, "always", "reset"),
    Action(
        "theme_system", "Theme of the system", "", "monitor", "on_theme", VIEW, "always", "system"
    ),
    Action("theme_light", "Light theme", "", "sun", "on_theme", VIEW, "always", "light"),
    Action("theme_dark", "Dark theme", "", "moon", "on_theme", VIEW, "always", "dark"),
    Action("keys", "Keys", "F1 ?", "keyboard", "on_keys", HELP, "always"),
    Action("guide", "Guided first check", "", "list-checks", "on_guide", HELP, "always"),
    Action("sample", "Open the sample", "", "newspaper", "on_sample", HELP, "always"),
    Action("guide_end", "End the guided check", "", "", "on_guide_end", HELP, "always"),
    Action("about", "About Galley", "", "info", "on_about", HELP, "always"),
)

STATE_KEYS: dict[State, str] = {
    State.CONFIRMED: "1",
    State.CHANGE_NEEDED: "2",
    State.NEEDS_SECOND_SOURCE: "3",
    State.ASKED_SOURCE: "4",
    State.QUERY: "5",
    State.ON_AUTHOR: "6",
    State.CANNOT_CONFIRM: "7",
    State.NOT_A_FACT: "8",
    State.UNCHECKED: "9",
}
DISPLAY = (BlockKind.HEADLINE, BlockKind.DECK, BlockKind.CAPTION, BlockKind.PULL_QUOTE)
"""Display type that can be added late."""


def state_actions() -> tuple[Action, ...]:
    """A digit for each state a person sets; with Alt it goes on where it stayed, and stays."""
    rows = []
    for state, digit in STATE_KEYS.items():
        name, sign = label(state).capitalize(), STATES[state]
        rows.append(Action(state, name, digit, sign, "on_state", CHECK, value=state))
    for state, digit in STATE_KEYS.items():
        name = _("{state}, and the other way on").format(state=label(state).capitalize())
        rows.append(
            Action(f"{state}_other", name, f"Alt+{digit}", "", "on_state_other", CHECK, value=state)
        )
    return tuple(rows)


def block_actions() -> tuple[Action, ...]:
    """Naming the kind of a paragraph, and adding display type that was not in the file."""
    kinds = tuple(
        Action(
            f"block_{kind}",
            _("This paragraph: {kind}").format(kind=label(kind)),
            "",
            "heading",
            "on_block_kind",
            EDIT,
            value=kind,
        )
        for kind in BlockKind
    )
    late = tuple(
        Action(
            f"add_{kind}",
            _("Add {kind}…").format(kind=label(kind)),
            "",
            "text-cursor-input",
            "on_add_display",
            EDIT,
            value=kind,
        )
        for kind in DISPLAY
    )
    return kinds + late


def page_actions(pages: Iterable[Page]) -> tuple[Action, ...]:
    """An action for going to each page."""
    return tuple(
        Action(
            f"page_{page.id}", page.text, page.shortcut, page.icon, "on_page", GO, "always", page.id
        )
        for page in pages
    )


def all_actions(pages: Iterable[Page]) -> tuple[Action, ...]:
    """Every action of a window with these pages."""
    return (*ACTIONS, *state_actions(), *block_actions(), *page_actions(pages))


CHECK_MENU = (
    *STATE_KEYS,
    *("edit", "reply", "resolve", "ask", "history", "attach", "risk", "priority", "assign"),
    *("assign_me", "close_time", "tags", "same", "still_holds", "remove"),
)
CARD_MENU = (*CHECK_MENU, "overlap")
"""Actions offered on a mark."""
ROW_MENU = (*CHECK_MENU, "mark_claim", "open_source", "pin", "passage", "all")
"""Actions offered on a row of checks."""
TEXT_MENU = (
    *("mark_quote", "mark_claim", "mark_fact", "mark_comment", "mark_change"),
    *("break", "no_facts", "find", "take_back", "take_all_back", "set_apart"),
    *("reword_display", "remove_display"),
    *(row.id for row in block_actions()),
)
"""Actions offered on the text."""
