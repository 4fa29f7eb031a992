"""Reports of 500 marks in each form, beside the bare library writing the same words; a big one."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
from html import escape
from pathlib import Path

import docx
import typst
import xlsxwriter
from filled import filled
from harness import Figure, median, milliseconds, ratio

from db.kinds import Kind, State
from db.records import Annotation, Article, Block, Check, Evidence, Person, Revision, Source
from editor.exchange import EXPORTERS, Records, Report, assemble
from editor.exchange.outline import Outline, outline
from editor.exchange.rows import check_rows

MARKS = 500
MADE = 1_700_000_000_000
WORDS = "the bridge is long and heavy which makes it dear to the town and its harbour".split()


def report_of(count: int) -> Report:
    dice = random.Random(3)
    paragraphs = [" ".join(dice.choice(WORDS) for _n in range(90)) for _p in range(count // 6)]
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(at, at + len(paragraph)))
        at += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    revision = Revision("r", "a", 1, text, tuple(blocks), (), "f" * 64, "text", "text")
    marks, checks, evidence = [], [], []
    for number in range(count):
        block = dice.choice(blocks)
        start = dice.randrange(block.start, block.end - 30)
        end = start + dice.randrange(5, 30)
        check = f"c{number}"
        marks.append(
            Annotation(
                f"m{number}", "a", Kind.FACT, text[start:end], note="a note", author="p",
                created=MADE, check=check, start=start, end=end,
            )
        )  # fmt: skip
        state = dice.choice(list(State))
        checks.append(Check(check, "a", Kind.FACT, f"Statement {number} on the bridge", state))
        evidence.append(
            Evidence(
                f"e{number}", check, f"s{number % 40}", locator=f"p. {number}",
                excerpt="what was read there", seen_by="p", seen_at=MADE,
            )
        )  # fmt: skip
    records = Records(
        Article("a", "bridge", "The bridge", revision="r", draft=1), revision, marks, checks,
        persons=[Person("p", "Ada")], evidence=evidence,
        sources=[Source(f"s{n}", "document", f"Source {n}") for n in range(40)],
    )  # fmt: skip
    return Report((assemble(records),), MADE)


def lines_of(told: Outline) -> list[str]:
    """Every line of words a readable report holds."""
    lines = [told.title, *told.lead]
    for section in told.sections:
        lines += [section.title, *(item.text for item in section.items)]
        for entry in section.entries:
            lines += [entry.title, " · ".join(entry.facts), entry.quote]
            lines += [i.text + i.quote for group in entry.groups for i in group.items]
    return lines


def bare_docx(report: Report) -> bytes:
    """The draft with a comment for each mark and a table row for each check, by python-docx."""
    (item,) = report.articles
    made = docx.Document()
    runs = [made.add_paragraph().add_run(item.revision.text[b.start : b.end]) for b in item.blocks]
    table = made.add_table(0, 4)
    for number, line in enumerate(item.checks):
        made.add_comment([runs[number % len(runs)]], text=line.check.statement, author="Ada")
        for cell, words in zip(
            table.add_row().cells, ("1", "statement", "state", "who"), strict=True
        ):
            cell.text = words
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def bare_xlsx(rows: list[list[str]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    page, look = book.add_worksheet(), book.add_format({"text_wrap": True})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            page.write_string(number, column, cell, look)
    book.close()
    return out.getvalue()


def bare_pdf(lines: list[str]) -> bytes:
    source = "#let d = json(bytes(sys.inputs.data))\n#for l in d [#block(width: 100%, l)]"
    return bytes(typst.compile(source.encode(), sys_inputs={"data": json.dumps(lines)}))


def bare_html(lines: list[str]) -> bytes:
    return "".join(f"<p>{escape(line)}</p>" for line in lines).encode()


def bench_forms_of_500_marks() -> list[Figure]:
    """Each form's time beside its aim, and beside the bare library with the same words."""
    report = report_of(MARKS)
    (item,) = report.articles
    lines = lines_of(outline(item, report)) + [
        item.revision.text[b.start : b.end] for b in item.blocks
    ]
    rows = list(check_rows(item))
    rows += [["x"] * 9 for _line in item.checks]  # the sheet of evidence
    controls = {
        "docx": (lambda: bare_docx(report), 1500.0),
        "pdf": (lambda: bare_pdf(lines), 2000.0),
        "xlsx": (lambda: bare_xlsx(rows), 1000.0),
        "html": (lambda: bare_html(lines), 300.0),
    }
    figures = []
    for name, (control, aim) in controls.items():
        write = EXPORTERS[name].write
        ours = median(milliseconds(lambda w=write: w(report), 5))
        theirs = median(milliseconds(control, 5))
        figures.append(Figure(f"{name}, {MARKS} marks", ours, aim, "ms"))
        if name != "html":  # joining strings is no library
            figures.append(ratio(f"{name} against the bare library", ours, theirs, 2.0))
    return figures


def bench_a_report_of_20000_marks_grows_evenly() -> list[Figure]:
    """Forty times the marks take about forty times as long."""
    small, large = report_of(MARKS), report_of(40 * MARKS)
    figures = []
    for name in ("html", "docx", "xlsx", "json"):
        write = EXPORTERS[name].write
        one = median(milliseconds(lambda w=write: w(small), 3))
        many = median(milliseconds(lambda w=write: w(large), 1))
        figures.append(ratio(f"{name}, 20,000 marks for each 500", many / 40, one, 2.0))
    return figures


ALONE = """
import re, sys, time
from db.store import Store
from editor.exchange import build, render
store = Store.open(sys.argv[1])
ids = [article.id for article in store.articles()][-1000:]
begun = time.perf_counter()
data = render("xlsx", build(store, ids, 1_800_000_000_000))
seconds = time.perf_counter() - begun
most = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
print(len(ids), seconds, most, len(data))
"""


PRINTING = """
import re, resource, sys, time
sys.path.insert(0, "tests/benchmarks")
from bench_exchange import report_of
from editor.exchange import EXPORTERS
report = report_of(int(sys.argv[1]))
begun = time.perf_counter()
data = EXPORTERS["pdf"].write(report)
seconds = time.perf_counter() - begun
own = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
print(seconds, own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""
"""A process's own `ru_maxrss` begins with that of the one which started it, so it is not asked."""


def alone(program: str, *args: str) -> list[float]:
    """The numbers a program prints, run in a process of its own, so that its memory is known."""
    made = subprocess.run(
        [sys.executable, "-c", program, *args],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return [float(word) for word in made.stdout.split()]


def bench_a_long_pdf_takes_little_memory() -> list[Figure]:
    """5,000 checks are typeset in parts; all at once they take over a gigabyte."""
    seconds, own, part = alone(PRINTING, "5000")
    return [
        Figure("5,000 checks as PDF", seconds, 30.0, "s"),
        Figure("the most memory that took", own, 300.0, "MB"),
        Figure("the most memory a part took", part, 500.0, "MB"),
    ]


def bench_a_thousand_articles_as_a_workbook() -> list[Figure]:
    """From a store of 30,000 checks."""
    articles, seconds, memory, _size = alone(ALONE, str(filled(30_000)))
    return [
        Figure(f"{articles:,.0f} articles as a workbook", seconds, 30.0, "s"),
        Figure("the most memory that took", memory, 500.0, "MB"),
    ]
