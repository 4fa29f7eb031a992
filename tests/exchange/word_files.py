"""Word files to put marks into, and reports on them."""

import io
import zipfile

import docx

from db.kinds import Kind
from db.records import Annotation, Article, Person, Revision
from editor.exchange import Records, Report, ReportOptions, assemble
from editor.reading.reader import read_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MADE = 1_700_000_000_000
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def word(*paragraphs, namespace=W, encoding="UTF-8", extra=None):
    body = "".join(p if p.startswith("<w:") else f"<w:p>{run(p)}</w:p>" for p in paragraphs)
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><!-- made elsewhere -->\n'
        f"<w:document {SPACES.replace(W, namespace)}><w:body>{body}"
        '<w:sectPr><w:pgSz w:w="11906"  w:h="16838"/></w:sectPr></w:body></w:document>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", text.encode(encoding))
        package.writestr("word/theme.xml", "<a  b='c' />")
        for name, content in (extra or {}).items():
            package.writestr(name, content)
    return out.getvalue()


def run(text, look=""):
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r w:rsidR="00A1">{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def by_python_docx():
    made = docx.Document()
    made.add_heading("The Pier & its cost", 0)
    line = made.add_paragraph("It was ")
    line.add_run("very dear").bold = True
    line.add_run(" 😀 and\tlong.\nSo they say.")
    made.add_paragraph("one point", style="List Bullet")
    made.add_paragraph("first of two", style="List Number")
    table = made.add_table(2, 2)
    for number, cell in enumerate(c for row in table.rows for c in row.cells):
        cell.text = f"cell {number}"
    made.add_paragraph("We paid.", style="Quote")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


MADE_BY_PYTHON_DOCX = by_python_docx()


def report_on(data, marks, replies=(), checks=(), name="a.docx", options=None):
    """The report of a draft read from a file; marks are (passage or range, fields)."""
    document = read_bytes(data, name)
    revision = Revision(
        "r", "a", 3, document.text, document.blocks, document.spans, "f" * 64, "docx", "docx 1"
    )
    placed = []
    for number, (passage, fields) in enumerate(marks):
        start, end = passage if isinstance(passage, tuple) else _range(document.text, passage)
        placed.append(
            Annotation(
                f"m{number}", "a", fields.pop("kind", Kind.COMMENT), document.text[start:end],
                author="p", created=MADE, revision="r", start=start, end=end, **fields,
            )
        )  # fmt: skip
    records = Records(
        Article("a", "pier", "The Pier", ("Mara",), revision="r", draft=3),
        revision,
        marks=placed,
        checks=checks,
        replies=replies,
        persons=[Person("p", "Ada & Co", "AM"), Person("q", "Ben")],
        original=data,
    )
    options = options or ReportOptions()
    return Report((assemble(records, options),), MADE, "Ada", options)


def _range(text, passage):
    at = text.index(passage)
    return at, at + len(passage)


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>twelve pages</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = (
    f"<w:r><w:pict><w:txbxContent><w:p>{run('a box of words')}</w:p></w:txbxContent></w:pict></w:r>"
)
LINK = f"<w:hyperlink r:id='r1'>{run('the long link')}</w:hyperlink>"
CONTROL = f"<w:sdt><w:sdtContent>{run('one two')}</w:sdtContent></w:sdt>"
FORMULA = "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"
MIXED = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>cd</w:t></w:r>"
HARD = {
    "hyperlink": (run("see ") + LINK, "long"),
    "field": (FIELD + run(" in all"), "pages in"),
    "mixed run": (MIXED, "b\nc"),
    "tab alone": ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "\tb"),
    "text box": (run("before") + BOX + run(" after"), "box of"),
    "content control": (CONTROL, "two"),
    "formula": (run("so ") + FORMULA + run(" is"), "x=2"),
    "empty text": ("<w:r><w:t/><w:t>words</w:t><w:t></w:t></w:r>", "ord"),
    "no break": ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a\u2011"),
    "leading blanks": (run("  three words"), "three"),
}
