"""Reading: Word files against python-docx, pages against trafilatura alone, a 100-page PDF."""

from __future__ import annotations

import io
import random
import zipfile

import docx
from harness import Figure, median, milliseconds, ratio
from trafilatura import bare_extraction, extract

from db.kinds import BlockKind
from editor.reading.html_words import fold
from editor.reading.reader import read_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORDS = (
    "harbour council pier ferry bridge mayor treasurer budget million kronor passengers repair "
    "office minutes engine museum street morning vote report figures second opening weather"
).split()
NAMES = ("Ola Brekke", "Ada Moreau", "Tom Reyes", "Élodie Brun")
PAGES = 24
SHINGLE = 4


def sentence(dice: random.Random) -> str:
    words = " ".join(dice.choice(WORDS) for _n in range(dice.randint(8, 20)))
    if dice.random() < 0.2:
        return f"“{words.capitalize()},” said {dice.choice(NAMES)}."
    return f"{words.capitalize()} in {dice.randint(1900, 2024)}."


def paragraph(dice: random.Random) -> str:
    return " ".join(sentence(dice) for _n in range(dice.randint(2, 6)))


def word_file(paragraphs: int) -> tuple[bytes, list[str]]:
    """A Word file as python-docx writes it, with inserted text put in; and the inserted words."""
    dice = random.Random(7)
    made = docx.Document()
    made.add_heading("The harbour", 0)
    for number in range(paragraphs):
        line = made.add_paragraph(paragraph(dice))
        line.add_run(f" MARK{number} bold").bold = True
    out = io.BytesIO()
    made.save(out)
    inserted = [f"INSERTED{n}" for n in range(0, paragraphs, 5)]
    changed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "word/document.xml":
                parts = data.decode().split("</w:p>")
                for n in range(0, paragraphs, 5):
                    run = f"<w:r><w:t> INSERTED{n}</w:t></w:r>"
                    parts[n + 1] += f'<w:ins w:id="{n}" w:author="Ada">{run}</w:ins>'
                data = "</w:p>".join(parts).encode()
            new.writestr(info, data)
    return changed.getvalue(), inserted


def bench_word() -> list[Figure]:
    """A file of 400 paragraphs, whole Document against python-docx's paragraph texts."""
    data, inserted = word_file(400)
    ours = read_bytes(data, "a.docx").text
    theirs = "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
    kept = sum(word in ours for word in inserted) / len(inserted)
    lost = sum(word in theirs for word in inserted)
    return [
        ratio(
            "Word file, 400 paragraphs, against python-docx",
            median(milliseconds(lambda: read_bytes(data, "a.docx"))),
            median(
                milliseconds(lambda: [p.text for p in docx.Document(io.BytesIO(data)).paragraphs])
            ),
            1.0,
        ),
        Figure(
            "inserted text kept",
            kept,
            1.0,
            "share",
            higher_is_better=True,
            detail=f"python-docx {lost / len(inserted):.2f}",
        ),
    ]


def page(dice: random.Random) -> tuple[str, list[str], list[str]]:
    """A page of our own making, the texts of its article in order, and its block quotes."""
    article = [paragraph(dice) for _n in range(dice.randint(5, 14))]
    quotes = [sentence(dice) + " " + sentence(dice) for _n in range(2)]
    points = [sentence(dice) for _n in range(3)]
    teasers = [sentence(dice) for _n in range(6)]
    title = " ".join(dice.choice(WORDS) for _n in range(6)).capitalize()
    half = len(article) // 2
    quote_marks = [f"<blockquote><p>{quote}</p></blockquote>" for quote in quotes]
    body = "".join(f"<p>{text}</p>" for text in article[:half]) + quote_marks[0]
    body += "<ul>" + "".join(f"<li>{point}</li>" for point in points) + "</ul>"
    body += "".join(f"<p>{text}</p>" for text in article[half:]) + quote_marks[1]
    wrap = dice.choice(("article", "main", "div"))
    name = {"div": ' class="post-content story"'}.get(wrap, "")
    links = "".join(f'<li><a href="/{n}">{dice.choice(WORDS)}</a></li>' for n in range(8))
    cards = "".join(f'<div class="card"><a href="/x"><h3>{t}</h3></a></div>' for t in teasers)
    comments = "".join(f'<div class="comment"><p>{sentence(dice)}</p></div>' for _n in range(4))
    text = (
        f"<html><head><title>{title} | Lume Post</title></head><body><nav><ul>{links}</ul></nav>"
        f"<{wrap}{name}><h1>{title}</h1><p class='byline'>By {dice.choice(NAMES)}</p>{body}"
        f"</{wrap}>"
        f"<aside class='related'><h2>Most read</h2>{cards}</aside><section id='comments'>{comments}"
        "</section><footer><p>All rights reserved</p></footer></body></html>"
    )
    wanted = [*article[:half], quotes[0], *points, *article[half:], quotes[1]]
    return text, wanted, quotes


def shingles(text: str) -> set[tuple[str, ...]]:
    words = fold(text)
    return {words[at : at + SHINGLE] for at in range(len(words) - SHINGLE + 1)}


def score(found: str, wanted: list[str]) -> float:
    """F1 over runs of four words."""
    got, want = shingles(found), shingles("\n".join(wanted))
    both = len(got & want)
    return 2 * both / (len(got) + len(want)) if got or want else 1.0


def article_of(text: str) -> tuple[str, list[str]]:
    """What is the article of a page as read here, without headline and byline; its block quotes."""
    read = read_bytes(text.encode(), "a.html")
    skipped = (BlockKind.NOT_ARTICLE, BlockKind.HEADLINE, BlockKind.BYLINE)
    own = [b for b in read.blocks if b.kind not in skipped]
    quotes = [read.text[b.start : b.end] for b in own if b.kind is BlockKind.BLOCK_QUOTE]
    return "\n".join(read.text[b.start : b.end] for b in own), quotes


def bench_pages() -> list[Figure]:
    """Pages of our own making: article text F1, block quotes kept, time against trafilatura."""
    dice = random.Random(11)
    pages = [page(dice) for _n in range(PAGES)]
    texts = [text for text, _wanted, _quotes in pages]
    ours = sum(score(article_of(text)[0], wanted) for text, wanted, _q in pages) / PAGES
    theirs = sum(score(extract(text) or "", wanted) for text, wanted, _q in pages) / PAGES
    asked = sum(len(quotes) for _t, _w, quotes in pages)
    kept = sum(
        any(fold(quote) == fold(one) for one in article_of(text)[1])
        for text, _wanted, quotes in pages
        for quote in quotes
    )
    marked = sum(_quotes_in(extract(text, output_format="html") or "") for text in texts)
    return [
        Figure(
            "pages: article text F1",
            ours,
            theirs,
            "F1",
            higher_is_better=True,
            detail=f"trafilatura {theirs:.3f}",
        ),
        Figure(
            "pages: block quotes kept as such",
            kept / asked,
            0.71,
            "share",
            higher_is_better=True,
            detail=f"trafilatura marks {marked} of {asked}",
        ),
        ratio(
            "pages: time against trafilatura with metadata",
            median(milliseconds(lambda: [read_bytes(t.encode(), "a.html") for t in texts], 3)),
            median(milliseconds(lambda: [alone(text) for text in texts], 3)),
            2.0,
        ),
    ]


def alone(text: str) -> object:
    """Trafilatura's own document of a page: its text and what the page says of itself."""
    return bare_extraction(text, with_metadata=True, include_comments=False)


def _quotes_in(markup: str) -> int:
    return markup.count("<blockquote")


def pdf(pages: int) -> bytes:
    """A PDF of two-column pages of 100 lines each."""
    dice = random.Random(5)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number in range(pages):
        lines = []
        for column in (50, 320):
            for at in range(50):
                text = " ".join(dice.choice(WORDS) for _n in range(6))[:42]
                lines.append(f"BT /F1 9 Tf {column} {750 - 13 * at} Td ({text}) Tj ET")
        content = "\n".join(lines)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font "
            f"<< /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % at for at in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


def bench_pdf() -> list[Figure]:
    """100 pages of two columns against PDFium's own text of the same pages, without any order."""
    import pypdfium2

    data = pdf(100)

    def bare() -> None:
        document = pypdfium2.PdfDocument(data)
        for number in range(len(document)):
            textpage = document[number].get_textpage()
            textpage.get_text_range()
            textpage.close()
        document.close()

    ours = median(milliseconds(lambda: read_bytes(data, "a.pdf"), 3))
    return [
        Figure("PDF of 100 pages", ours, 8000, "ms"),
        ratio("PDF of 100 pages against its bare text", ours, median(milliseconds(bare, 3)), 12.0),
    ]
