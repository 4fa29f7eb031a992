"""The first schema: records, history, counters and search, on SQLite and PostgreSQL.

Frozen: it knows nothing of the program that uses it. No column holds NULL. A column is text
("") unless its name is followed by `:` and its default: a number, or `[]` for a list as JSON.
"""

from __future__ import annotations

from typing import Any

NEVER = 9_999_999_999_999

RECORDS = {
    "person": "name initials departed:0",
    "article": "slug headline writers:[] desk language source published stage"
    f" close:{NEVER} embargo:0 created:0 revision draft:0 origin service",
    "revision": "article>article number:0 text blocks:[] spans:[] sha256 format reader name"
    " created:0 original",
    "annotation": "article>article kind exact prefix suffix note author created:0 speaker role"
    " attribution quote_type terms original original_language translator verbatim change answer"
    " check tags:[]",
    "decision": "article>article kind detail exact prefix suffix author created:0",
    "placement": "owner revision>revision start:-1 end:-1 status confidence:100 drift:[] reason"
    " candidates:[]",
    "overlay": "article>article revision>revision start:0 end:0 kind text",
    "check": "article kind statement state verdict risk priority:2 assignee"
    f" close:{NEVER} desk thin:0 thin_reason origin reason settled_by reopened:[] earlier"
    " created:0 lease_until:0 updated:0",
    "reply": "annotation>annotation author text at:0 resolved:0",
    "source": "kind name locator contact note file file_name confidential:0",
    "evidence": "check>check source>source stance method locator excerpt seen_by seen_at:0",
    "contactattempt": "source>source article author at:0 way result note",
    "query": "article>article number:0 addressee question addressee_role annotations:[] author"
    " asked_at:0 answer answered_by answered_at:0",
    "pass": "article>article revision>revision person purpose initials at:0 remarks withdrawn:0",
    "correction": "article>article wrong right noticed_by cause ran check author at:0",
    "setting": "name value",
    "savedfilter": "name wanted sort owner",
}
"""Every record kind; `>` names the table whose `id` a column refers to."""

REST = {
    "act": "id person at:0 label role target live:1",
    "history": "act writer at:0 person label kind record before after undo_of previous hash",
}
"""Numbered by `seq`: an act by that of its last history row."""

PLAIN = (
    "CREATE TABLE anchor (id {number} PRIMARY KEY CHECK (id = 1), store TEXT NOT NULL,"
    " seq {number} NOT NULL, acts {number} NOT NULL, head TEXT NOT NULL){strict}",
    "CREATE TABLE file (sha256 TEXT PRIMARY KEY NOT NULL, size {number} NOT NULL,"
    " data {bytes} NOT NULL){strict}",
    "CREATE TABLE cache (revision TEXT NOT NULL, name TEXT NOT NULL, engine TEXT NOT NULL,"
    " value TEXT NOT NULL, PRIMARY KEY (revision, name)){strict}",
    "CREATE TABLE counter (article TEXT NOT NULL, state TEXT NOT NULL, total {number} NOT NULL,"
    " thin {number} NOT NULL, legal {number} NOT NULL, PRIMARY KEY (article, state)){strict}",
)

INDEXES = (
    "article_slug ON article (slug)",
    "annotation_article ON annotation (article)",
    'annotation_check ON annotation ("check")',
    "annotation_speaker ON annotation (substr(speaker, 1, 100)) WHERE speaker <> '' AND gone = 0",
    """annotation_tags ON annotation ("check") WHERE tags <> '[]' AND gone = 0""",
    "decision_article ON decision (article)",
    "overlay_revision ON overlay (revision)",
    "placement_revision ON placement (revision)",
    "reply_annotation ON reply (annotation)",
    'evidence_check ON evidence ("check")',
    "evidence_source ON evidence (source)",
    "contactattempt_source ON contactattempt (source)",
    "contactattempt_article ON contactattempt (article)",
    "query_article ON query (article, number)",
    'pass_article ON "pass" (article)',
    "correction_article ON correction (article)",
    'check_close ON "check" (close, priority, key) WHERE gone = 0',
    'check_priority ON "check" (priority, close, key) WHERE gone = 0',
    'check_updated ON "check" (updated, key) WHERE gone = 0',
    'check_article ON "check" (article, key) WHERE gone = 0',
    'check_state_close ON "check" (state, close, priority, key) WHERE gone = 0',
    'check_state_priority ON "check" (state, priority, close, key) WHERE gone = 0',
    'check_state_updated ON "check" (state, updated, key) WHERE gone = 0',
    'check_state_article ON "check" (state, article, key) WHERE gone = 0',
    'check_assignee_close ON "check" (assignee, state, close, priority, key) WHERE gone = 0',
    'check_assignee_priority ON "check" (assignee, state, priority, close, key) WHERE gone = 0',
    'check_desk_close ON "check" (desk, state, close, priority, key) WHERE gone = 0',
    """check_risk ON "check" (risk, state, close, priority, key)"""
    """ WHERE risk <> 'normal' AND gone = 0""",
    'check_thin ON "check" (close, priority, key) WHERE thin = 1 AND gone = 0',
    'check_lease ON "check" (lease_until) WHERE lease_until > 0',
    "act_person ON act (person, seq)",
    "history_act ON history (act)",
    "history_record ON history (record, seq)",
)

UNIQUE = (
    "revision_number ON revision (article, number)",
    "placement_owner ON placement (owner, revision)",
    "act_id ON act (id)",
)

SEARCHED = {
    "check": ("statement",),
    "annotation": ("exact", "note", "change", "speaker"),
    "article": ("headline", "slug"),
}
"""Which columns can be searched; of drafts, the text of the newest."""

LITE = {"key": "INTEGER PRIMARY KEY", "number": "INTEGER", "bytes": "BLOB", "strict": " STRICT"}
SERVER = {
    "key": "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
    "number": "BIGINT",
    "bytes": "BYTEA",
    "strict": "",
}


def up(migrator: Any, db: Any) -> None:
    """Make everything."""
    server = type(migrator).__name__.startswith("Postgres")
    types = SERVER if server else LITE
    for name, columns in RECORDS.items():
        row = f"key {types['key']}, id TEXT NOT NULL UNIQUE, "
        row += ", ".join(_column(part, types) for part in columns.split())
        for extra in ("version {} NOT NULL DEFAULT 1", "gone {} NOT NULL DEFAULT 0"):
            row += ", " + extra.format(types["number"])
        db.execute_sql(f'CREATE TABLE "{name}" ({row}){types["strict"]}')
    for name, columns in REST.items():
        row = ", ".join(_column(part, types) for part in columns.split())
        row = f"seq {types['number']} PRIMARY KEY, {row}"
        db.execute_sql(f'CREATE TABLE "{name}" ({row}){types["strict"]}')
    for statement in PLAIN:
        db.execute_sql(statement.format(**types))
    for index in INDEXES:
        db.execute_sql(f"CREATE INDEX {index}")
    for index in UNIQUE:
        db.execute_sql(f"CREATE UNIQUE INDEX {index}")
    for statement in SERVER_RULES if server else (*LITE_RULES, *_lite_search()):
        db.execute_sql(statement)


def _column(part: str, types: dict[str, str]) -> str:
    name, _, default = part.partition(":")
    name, _, target = name.partition(">")
    if default in ("", "[]"):
        column = f"\"{name}\" TEXT NOT NULL DEFAULT '{default}'"
    else:
        column = f'"{name}" {types["number"]} NOT NULL DEFAULT {default}'
    return f'{column} REFERENCES "{target}" (id)' if target else column


# -- SQLite

COUNT = """
INSERT INTO counter (article, state, total, thin, legal)
SELECT {row}.article, {row}.state, {sign}1, {sign}{row}.thin, {sign}({row}.risk = 'legal')
WHERE {row}.gone = 0 UNION ALL
SELECT '*', {row}.state, {sign}1, {sign}{row}.thin, {sign}({row}.risk = 'legal')
WHERE {row}.gone = 0
ON CONFLICT (article, state) DO UPDATE
SET total = total + excluded.total, thin = thin + excluded.thin, legal = legal + excluded.legal;
"""
LESS, MORE = COUNT.format(row="OLD", sign="-"), COUNT.format(row="NEW", sign="")

REFUSE = "BEGIN SELECT raise(ABORT, '{}'); END"

LITE_RULES = (
    f'CREATE TRIGGER check_counted AFTER INSERT ON "check" BEGIN {MORE} END',
    f'CREATE TRIGGER check_recounted AFTER UPDATE OF article, state, thin, risk, gone ON "check"'
    f" BEGIN {LESS} {MORE} END",
    f'CREATE TRIGGER check_uncounted AFTER DELETE ON "check" BEGIN {LESS} END',
    *(
        f"CREATE TRIGGER history_no_{verb} BEFORE {verb} ON history "
        + REFUSE.format("the history is append-only")
        for verb in ("UPDATE", "DELETE")
    ),
    "CREATE TRIGGER revision_fixed BEFORE UPDATE OF article, number, text, blocks, spans, sha256"
    " ON revision " + REFUSE.format("a draft never changes"),
)

TOKENS = "tokenize = 'porter unicode61 remove_diacritics 2'"


def _lite_search() -> list[str]:
    made = [
        "CREATE VIEW newest_draft AS SELECT r.key, r.text FROM article a"
        " JOIN revision r ON r.id = a.revision WHERE a.gone = 0",
        "CREATE VIRTUAL TABLE revision_words USING fts5"
        f" (text, content = 'newest_draft', content_rowid = 'key', {TOKENS})",
        _draft_trigger("INSERT", "new"),
        _draft_trigger("UPDATE OF revision, gone", "old", "new"),
    ]
    for table, columns in SEARCHED.items():
        names = ", ".join(f'"{c}"' for c in columns)
        new, old = (", ".join(f'{row}."{c}"' for c in columns) for row in ("NEW", "OLD"))
        less = (
            f"INSERT INTO {table}_words ({table}_words, rowid, {names})"
            f" SELECT 'delete', OLD.key, {old} WHERE OLD.gone = 0;"
        )
        more = (
            f"INSERT INTO {table}_words (rowid, {names}) SELECT NEW.key, {new} WHERE NEW.gone = 0;"
        )
        made += [
            f'CREATE VIEW live_{table} AS SELECT key, {names} FROM "{table}" WHERE gone = 0',
            f"CREATE VIRTUAL TABLE {table}_words USING fts5"
            f" ({names}, content = 'live_{table}', content_rowid = 'key', {TOKENS})",
            f'CREATE TRIGGER {table}_found AFTER INSERT ON "{table}" BEGIN {more} END',
            f'CREATE TRIGGER {table}_found_again AFTER UPDATE OF {names}, gone ON "{table}"'
            f" BEGIN {less} {more} END",
        ]
    return made


def _draft_trigger(event: str, *rows: str) -> str:
    steps = {
        "old": "INSERT INTO revision_words (revision_words, rowid, text) SELECT 'delete', key, text"
        " FROM revision WHERE id = OLD.revision AND OLD.gone = 0;",
        "new": "INSERT INTO revision_words (rowid, text) SELECT key, text"
        " FROM revision WHERE id = NEW.revision AND NEW.gone = 0;",
    }
    name = "article_text_" + event.split(" ")[0].lower()
    body = " ".join(steps[row] for row in rows)
    return f"CREATE TRIGGER {name} AFTER {event} ON article BEGIN {body} END"


# -- PostgreSQL

COUNTED = """
INSERT INTO counter (article, state, total, thin, legal)
SELECT place, r.state, sign, sign * r.thin, sign * (r.risk = 'legal')::int
FROM unnest(ARRAY[r.article, '*']) AS place
ON CONFLICT (article, state) DO UPDATE SET total = counter.total + excluded.total,
    thin = counter.thin + excluded.thin, legal = counter.legal + excluded.legal;
"""

SERVER_RULES = (
    f"""CREATE FUNCTION galley_count(r "check", sign int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN {COUNTED} END $$""",
    """CREATE FUNCTION galley_counted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF TG_OP <> 'INSERT' AND OLD.gone = 0 THEN PERFORM galley_count(OLD, -1); END IF;
IF TG_OP <> 'DELETE' AND NEW.gone = 0 THEN PERFORM galley_count(NEW, 1); END IF;
RETURN NULL; END $$""",
    'CREATE TRIGGER check_counted AFTER INSERT OR DELETE ON "check"'
    " FOR EACH ROW EXECUTE FUNCTION galley_counted()",
    'CREATE TRIGGER check_recounted AFTER UPDATE OF article, state, thin, risk, gone ON "check"'
    " FOR EACH ROW EXECUTE FUNCTION galley_counted()",
    """CREATE FUNCTION galley_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
RAISE EXCEPTION 'the history is append-only and a draft never changes'; END $$""",
    "CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history"
    " FOR EACH STATEMENT EXECUTE FUNCTION galley_refuse()",
    "CREATE TRIGGER revision_fixed BEFORE UPDATE OF article, number, text, blocks, spans, sha256"
    " ON revision FOR EACH STATEMENT EXECUTE FUNCTION galley_refuse()",
    """CREATE TABLE words (kind TEXT NOT NULL, record TEXT NOT NULL, article TEXT NOT NULL,
folded TEXT NOT NULL, found TSVECTOR GENERATED ALWAYS AS
(array_to_tsvector(array_remove(string_to_array(folded, ' '), ''))) STORED,
PRIMARY KEY (kind, record))""",
    "CREATE INDEX words_found ON words USING GIN (found)",
)
