"""Makes the files of tests/data/reading anew that other programs write; run it by hand.

    python -m tests.reading.make_files

pandoc, LibreOffice (soffice) and Chromium must be there. The texts are our own. A file that says
when it was made differs with each run; what is read from it must not.
"""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path

from tests.reading import ledger

DATA = Path(__file__).parents[1] / "data" / "reading"
WEEKS = 25
ANSWERED = {3: "Sam Osei", 9: "Nora Lindqvist", 17: "Sam Osei", 24: "Nora Lindqvist"}
"""Weeks whose comment has an answer, and by whom."""
SETTLED = (5, 9, 20)
"""Weeks whose thread is resolved."""
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
WAIT = 60
"""Seconds that Chromium may take to answer."""


def log_text() -> str:
    """A story of three printed pages with one of everything, in Markdown."""
    days = "\n\n".join(
        f"On day {n} the log names {n * 7 + 3} boats, a wind of {n % 9 + 2} metres a second and "
        f"“fair water” off the northern mole, which the keeper, Ada Moreau, signed at "
        f"{n % 12 + 6}:{n % 6}5 in a hand that was never in doubt."
        for n in range(1, 41)
    )
    return f"""---
title: The Log of the Harbour
author: Nora Lindqvist
lang: en-GB
---

The harbour office of Lume keeps a log of every boat.[^1] It was begun in 1887, see
[the scans](https://harbour.example/log), and *never* left off for **any** reason.

## What it holds

{days}

> Nobody reads it, and everybody needs it in the end.

## What it cost

1. The paper took the most.
2. The ink took the rest.

   - and a little more
   - and the binding

| Year | Boats |
|------|-------|
| 1887 | 31    |
| 1931 | 412   |

The log is open to all.

[^1]: Harbour office, file 12, <https://harbour.example/file/12>, p. 4.
"""


def annotated_text() -> str:
    """Twenty-five paragraphs with a comment each, four answers, and tracked changes."""
    parts = ["---\ntitle: The Winter Log\nauthor: Nora Lindqvist\n---\n\nBy Nora Lindqvist"]
    for week in range(1, WEEKS + 1):
        when = f"2024-05-03T09:{week:02}:00Z"
        who = "Sam Osei" if week % 3 == 0 else "Nora Lindqvist"
        told = f"Harbour log, p. {week}"
        told += f", https://harbour.example/week/{week}" if week % 2 else "; interview 3 May"
        comments = [(str(week), who, when, told)]
        if week in ANSWERED:
            comments.append((str(100 + week), ANSWERED[week], when, f"Seen, week {week}."))
        begins = "".join(
            f'[{words}]{{.comment-start id="{id_}" author="{author}" date="{at}"}}'
            for id_, author, at, words in comments
        )
        ends = "".join(f'[]{{.comment-end id="{id_}"}}' for id_, *_rest in comments)
        tail = " The ice held."
        if week % 6 == 0:
            by = f'author="Sam Osei" date="{when}"'
            tail = (
                f" The ice held for [{week - 1}]{{.deletion {by}}}[{week}]{{.insertion {by}}} days."
            )
        if week == 7:
            tail += (
                ' [It was cold.]{.insertion author="Nora Lindqvist" date="2024-05-03T10:00:00Z"}'
            )
        parts.append(
            f"In week {week} the ferry {begins}carried {399 + week} people{ends} over.{tail}"
        )
    return "\n\n".join(parts) + "\n"


def pandoc(source: str, target: Path, *options: str) -> None:
    """Have pandoc write `target` from Markdown."""
    command = ["pandoc", "-f", "markdown", "-s", "-o", str(target), *options]
    subprocess.run(command, input=source.encode(), check=True)


def threaded(path: Path) -> None:
    """Give the comments of a Word file answers and settled threads, in the part Word writes."""
    with zipfile.ZipFile(path) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    comments = members["word/comments.xml"].decode()
    for number, id_ in enumerate(re.findall(r'<w:comment [^>]*w:id="(\d+)"', comments)):
        mark = f'w14:paraId="{number + 0x1000:08X}"'
        comments = re.sub(
            rf'(<w:comment [^>]*w:id="{id_}"[^>]*>\s*<w:p)([ >])',
            rf"\1 {mark}\2",
            comments,
            count=1,
        )
        if id_ not in re.findall(rf'w:id="({id_})"[^>]*>\s*<w:p {mark}', comments):
            raise ValueError(f"comment {id_} has no paragraph")
    comments = comments.replace("<w:comments ", f'<w:comments xmlns:w14="{W14}" ', 1)
    paras = dict(re.findall(r'w:id="(\d+)"[^>]*>\s*<w:p w14:paraId="(\w+)"', comments))
    rows = ""
    for id_, para in paras.items():
        week = int(id_) % 100
        above = f' w15:paraIdParent="{paras[str(week)]}"' if int(id_) > 100 else ""
        rows += f'<w15:commentEx w15:paraId="{para}"{above} w15:done="{int(week in SETTLED)}"/>'
    members["word/comments.xml"] = comments.encode()
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    members["word/commentsExtended.xml"] = (
        f'{head}<w15:commentsEx xmlns:w15="{W15}">{rows}</w15:commentsEx>'.encode()
    )
    types, links = "[Content_Types].xml", "word/_rels/document.xml.rels"
    override = f'<Override PartName="/word/commentsExtended.xml" ContentType="{KIND}"/></Types>'
    members[types] = members[types].replace(b"</Types>", override.encode())
    link = f'<Relationship Id="rIdThreads" Type="{EXTENDED}" Target="commentsExtended.xml"/>'
    members[links] = members[links].replace(b"</Relationships>", f"{link}</Relationships>".encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)


def chromium(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    """Start Chromium without a window."""
    profile = tempfile.mkdtemp()
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    return subprocess.Popen(["chromium", *flags, *arguments], **options)  # type: ignore[call-overload,no-any-return]


def printed(source: Path, target: Path, *flags: str) -> None:
    """Have Chromium print a page to a PDF."""
    process = chromium(f"--print-to-pdf={target}", *flags, source.as_uri())
    if process.wait(WAIT):
        raise RuntimeError("Chromium printed nothing")


def saved(source: Path, target: Path) -> None:
    """Have Chromium save a page in one file, through its debugging pipe."""
    asks, told = os.pipe(), os.pipe()

    def pipes() -> None:
        ours = os.dup(asks[0]), os.dup(told[1])
        os.dup2(ours[0], 3)
        os.dup2(ours[1], 4)

    process = chromium("--remote-debugging-pipe", preexec_fn=pipes, close_fds=False)
    number = 0

    def ask(method: str, session: str = "", **params: object) -> dict[str, object]:
        nonlocal number
        number += 1
        message = {"id": number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(asks[1], json.dumps(message).encode() + b"\0")
        while True:
            data = b""
            while not data.endswith(b"\0"):
                if not select.select([told[0]], [], [], WAIT)[0]:
                    raise RuntimeError(f"Chromium did not answer {method}")
                data += os.read(told[0], 1)
            answer = json.loads(data[:-1])
            if answer.get("id") == number:
                return dict(answer["result"])

    target_id = ask("Target.createTarget", url=source.as_uri())["targetId"]
    session = str(ask("Target.attachToTarget", targetId=target_id, flatten=True)["sessionId"])
    there = "location.protocol === 'file:' && document.readyState === 'complete'"
    while ask("Runtime.evaluate", session, expression=there)["result"] != {
        "type": "boolean",
        "value": True,
    }:
        time.sleep(0.1)
    page = str(ask("Page.captureSnapshot", session, format="mhtml")["data"])
    target.write_bytes(page.encode())
    ask("Browser.close")
    process.wait(WAIT)


def main() -> None:
    """Make all of them."""
    (DATA / "log.md").write_text(log_text(), "utf-8")
    for suffix in ("docx", "odt", "rtf", "epub", "html"):
        pandoc(log_text(), DATA / f"log.{suffix}")
    pandoc(annotated_text(), DATA / "threads.docx")
    threaded(DATA / "threads.docx")
    printed(DATA / "log.html", DATA / "log.pdf", "--no-pdf-header-footer")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "ledger.html"
        source.write_text(ledger.page(), "utf-8")
        printed(source, DATA / "ledger.pdf")
        written = Path(folder) / "notes.fodt"
        written.write_text(ledger.notes(), "utf-8")
        office = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(DATA)]
        subprocess.run([*office, str(written)], check=True)
    saved(DATA / "log.html", DATA / "log.mhtml")


if __name__ == "__main__":
    main()
