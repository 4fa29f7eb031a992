"""A made-up ledger as a page for Chromium and a text for LibreOffice: what PDF files are tried on.

The texts are drawn by chance from one seed, so that a test knows what has to come out.
"""

from __future__ import annotations

import random

WORDS = (
    "the of and to a in that it was for on harbour council pier ferry bridge mayor treasurer "
    "budget million crowns passengers repair office minutes engine museum street vote report"
).split()
SOFT = {"treasurer": "trea\u00adsur\u00ader", "passengers": "pas\u00adsen\u00adgers"}
FODT = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{name}="{FODT}:{path}:1.0"'
    for name, path in {
        "office": "office",
        "text": "text",
        "style": "style",
        "fo": "xsl-fo-compatible",
        "table": "table",
    }.items()
)
ROWS = (
    ("Year", "Item", "Cost"),
    ("1931", "The bridge itself", "410,000"),
    ("1954", "Repair after the coal barge struck it and sank in the harbour mouth", "92,500"),
    ("1977", "Second opening", "1,300"),
)


def paragraph(dice: random.Random, name: str, sentences: int = 4) -> str:
    """Sentences by chance between `name` and its end."""
    made = (" ".join(dice.choice(WORDS) for _ in range(16)).capitalize() for _ in range(sentences))
    return f"{name} {'. '.join(made)}. End of {name}."


def article() -> dict[str, list[str]]:
    """The texts by what they are; columns are of two and of three."""
    dice = random.Random(7)
    return {
        "first": [paragraph(dice, f"First{n}") for n in range(3)],
        "quote": [paragraph(dice, "Quoted", 3)],
        "side": [paragraph(dice, "Beside", 3)],
        "round": [paragraph(dice, f"Round{n}") for n in range(4)],
        "two": [paragraph(dice, f"Two{n}", 3) for n in range(8)],
        "three": [paragraph(dice, f"Three{n}", 2) for n in range(9)],
        "noted": [paragraph(dice, f"Noted{n}", 5) for n in range(9)],
        "inset": [paragraph(dice, "Inset", 4)],
    }


def page() -> str:
    """The page Chromium prints: a quote, a table, a box, columns, notes with Roman numbers."""
    texts = article()
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)

    def all_(name: str) -> str:
        return "".join(f"<p>{text}</p>" for text in texts[name])

    notes = ("The survey of 1931.", "Minutes, page 4.", "Interview, 3 May.")
    noted = "".join(
        f"<p class=n>{n}. {t}</p>" for n, t in zip(("i", "ii", "iii"), notes, strict=True)
    )
    return f"""<!doctype html><html lang=en><title>Ledger</title><style>
@page {{ margin: 2cm }}
body {{ font: 11pt/1.35 'DejaVu Serif', serif; text-align: justify }}
sup {{ font-size: 65% }} .n {{ font-size: 8pt }} td {{ border: 1px solid; padding: 3px 8px }}
blockquote {{ margin: 1em 3em }} .two {{ columns: 2 }} .three {{ columns: 3; font-size: 9pt }}
.side {{ float: right; width: 32%; margin-left: 14px; font-size: 9pt; text-align: left }}
.pulled {{ font-size: 18pt; text-align: center }} figcaption {{ font-size: 8pt }}
</style><h1>The Ledger of the Bridge</h1>
<p>The mayor spoke<sup>i</sup>. The council voted<sup>ii</sup>, and
left.<sup>iii</sup> It was May.</p>
{all_("first")}<blockquote>{texts["quote"][0]}</blockquote><table>{rows}</table>
<div class=side>{texts["side"][0]}</div>{all_("round")}
<figure><figcaption>The office of the harbour in 1954. Photo: Ivo Karr</figcaption></figure>
<div class=two>{all_("two")}</div><p class=pulled>“We never counted the bolts”</p>
<div class=three>{all_("three")}</div><hr>{noted}</html>"""


def notes() -> str:
    """The text LibreOffice writes: heads, footnotes, soft hyphens, an inset quote, a table."""
    texts = article()

    def soft(text: str) -> str:
        return " ".join(SOFT.get(word, word) for word in text.split())

    def noted(number: int, text: str) -> str:
        return (
            f'<text:p>{soft(text)} It is known<text:note text:id="n{number}" text:note-class='
            f'"footnote"><text:note-citation>{number}</text:note-citation><text:note-body><text:p>'
            f"Note {number} of the ledger, page {number}.</text:p></text:note-body></text:note>."
            "</text:p>"
        )

    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in ROWS
    )
    body = "".join(noted(n, text) for n, text in enumerate(texts["noted"], 1))
    inset = f'<text:p text:style-name="Q">{texts["inset"][0]}</text:p>'
    table = (
        f'<table:table table:name="T"><table:table-column table:number-columns-repeated="3"/>{rows}'
        "</table:table>"
    )
    return f"""<?xml version="1.0"?><office:document {SPACES} office:version="1.2"
office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>
<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties
fo:text-align="justify" fo:margin-bottom="0.2cm"/><style:text-properties fo:font-size="10pt"/>
</style:style></office:styles><office:automatic-styles><style:style style:name="Q"
style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties
fo:margin-left="1.5cm" fo:margin-right="1.5cm"/></style:style><style:style style:name="H"
style:family="paragraph"><style:text-properties fo:font-size="18pt"/></style:style>
<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm"
fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style/><style:footer-style/>
</style:page-layout></office:automatic-styles><office:master-styles><style:master-page
style:name="Standard" style:page-layout-name="pm"><style:header><text:p>The Harbour Ledger</text:p>
</style:header><style:footer><text:p>Page <text:page-number/></text:p></style:footer>
</style:master-page></office:master-styles><office:body><office:text>
<text:p text:style-name="H">The Notes of the Ledger</text:p>{body}{inset}
<text:p>{texts["first"][0]}</text:p>{table}<text:p>{texts["first"][1]}</text:p>
</office:text></office:body></office:document>"""
