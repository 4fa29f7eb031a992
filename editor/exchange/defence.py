"""The defence pack: one ZIP that shows, without Galley, what an article rested on.

Reports, every draft with its file, the evidence files, the history with its hash chain, a
manifest of hashes, and a script of a page that checks all of it with Python alone.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from pathlib import PurePosixPath

import resources
from db.chain import CHAINED, told
from editor.exchange import html, pdf
from editor.exchange.json import write as write_json
from editor.exchange.report import Report, ReportArticle
from editor.exchange.words import rfc3339
from editor.i18n import _

FORMAT, VERSION = "galley-defence-pack", 2
STAMP = (1980, 1, 1, 0, 0, 0)
UNSAFE = re.compile(r"[^\w.-]+")
README = (
    "This pack holds what {titles} rested on, as of {made}.",
    "",
    "report.html tells it for people, and so does report.pdf where it is not too long to print;",
    "report.json tells it for programs.",
    "Each article's folder holds its drafts (the text the report counts in, and the file it was",
    "read from) and its history: every change ever made to it, one JSON list a line:",
    "{columns}.",
    "evidence/ holds the files that the checks rest on.",
    "",
    "To verify it without Galley: unpack everything and run",
    "    python3 verify.py",
    "It compares each file with manifest.json, and follows the chain of the whole store's history",
    "in chain.txt, a line for each row: its number and its digest, the SHA-256 of its JSON list.",
    "A row's hash is the SHA-256 of the hash before it and the row's digest, both in hex. So every",
    "row in history.jsonl is proven to be one of those that lead to the newest row's hash; none of",
    "them can have been changed, put in or taken out. Rows about other articles, and rows",
    "that would tell who a hidden source is, are there by their digests only.",
    "",
    "Hash of the newest row when this was made; the store it came from must know it:",
    "{head}",
    "",
)


def write(report: Report) -> bytes:
    """The pack of a whole report; one too long to be printed is there as a web page alone."""
    files: dict[str, bytes] = {
        "report.html": html.write(report),
        "report.json": write_json(report),
        "verify.py": resources.text("templates/verify.txt").encode(),
        "README.txt": _readme(report),
    }
    if pdf.fits(report):
        files["report.pdf"] = pdf.write(report)
    chain = report.chain
    files["chain.txt"] = "".join(f"{seq} {own}\n" for seq, own in chain.digests).encode()
    articles = []
    for item in report.articles:
        files |= _drafts(item) | _evidence(item)
        history = f"{item.article.slug}/history.jsonl"
        files[history] = _history(item)
        articles.append(
            {
                "id": item.article.id,
                "slug": item.article.slug,
                "draft": item.revision.number,
                "sha256": item.revision.sha256,
                "history": history,
            }
        )
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "made": rfc3339(report.made),
        "maker": report.maker,
        "before": chain.before,
        "head": chain.head,
        "articles": articles,
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    inside = text.encode("utf-8", "backslashreplace")
    own = f"{hashlib.sha256(inside).hexdigest()}  manifest.json\n".encode()
    return zipped({"manifest.json": inside, "manifest.sha256": own} | files)


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP of these files; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            package.writestr(info, data)
    return out.getvalue()


def _readme(report: Report) -> bytes:
    text = "\n".join(_(line) for line in README)
    made = rfc3339(report.made) or ""
    words = text.format(
        titles=report.title or _("nothing"),
        made=made,
        head=report.chain.head,
        columns=", ".join(CHAINED),
    )
    return words.encode("utf-8", "replace")


def _drafts(item: ReportArticle) -> dict[str, bytes]:
    found = {}
    for draft in item.drafts:
        base = f"{item.article.slug}/draft-{draft.revision.number}"
        found[f"{base}.txt"] = draft.revision.text.encode("utf-8", "replace")
        if draft.original:
            suffix = PurePosixPath(_safe(draft.revision.name)).suffix or ".bin"
            found[f"{base}-file{suffix}"] = draft.original
    return found


def _evidence(item: ReportArticle) -> dict[str, bytes]:
    names = {source.file: source.file_name for source in item.sources if source.file}
    return {
        f"evidence/{digest[:12]}-{_safe(names.get(digest, '')) or 'file'}": data
        for digest, data in item.files.items()
    }


def _safe(name: str) -> str:
    """A name that is one file's in any folder of any system."""
    return UNSAFE.sub("_", name)[-80:].strip("._")


def _history(item: ReportArticle) -> bytes:
    return "".join(f"{told(link.body)}\n" for link in item.links).encode()
