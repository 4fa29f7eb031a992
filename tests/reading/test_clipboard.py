"""What word processors and browsers put on the clipboard, without its junk."""

from __future__ import annotations

from db.kinds import BlockKind, SpanKind
from editor.reading.reader import read_clipboard

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {}</style>
</head><body><!--StartFragment-->
<p class=MsoTitle>The Pier</p>
<p class=MsoNormal>It is <b>40&nbsp;metres</b> <i style='mso-bidi-font-style:normal'>long</i>, said
<a style='mso-comment-reference:BO_1;mso-comment-date:20240503'>Ada</a><span
class=MsoCommentReference><span style='mso-special-character:comment'>&nbsp;<a href="#_msocom_1"
>[BO1]</a></span></span>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times"'>&nbsp;&nbsp;
</span></span><![endif]>first</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span></span>
<![endif]>deep</p>
<p class=MsoQuote>We paid.</p>
<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]-->
<div style='mso-element:comment-list'><p>[BO1] Sure?</p></div><!--EndFragment--></body></html>"""

DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-guid-1"><h1 dir="ltr">
<span style="font-weight:400">The Pier</span></h1><p dir="ltr"><span style="font-weight:400">It is
</span><span style="font-weight:700;font-style:normal">40 metres</span><span
style="font-weight:400;font-style:italic"> long</span><span>, </span><a
href="https://pier.example/"><span>she</span></a> said.</p><ul><li dir="ltr" aria-level="1"><p
dir="ltr" role="presentation"><span>first</span></p></li></ul><br /></b>"""


def shape(document):
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def spans(document):
    return [(s.kind, document.text[s.start : s.end]) for s in document.spans]


def test_a_word_processors_paragraphs_lists_and_quotes():
    document = read_clipboard(WORD, "")
    assert shape(document) == [
        (BlockKind.HEADLINE, 0, "The Pier"),
        (BlockKind.PARAGRAPH, 0, "It is 40\u00a0metres long, said Ada."),
        (BlockKind.LIST_ITEM, 0, "1. first"),
        (BlockKind.LIST_ITEM, 1, "• deep"),
        (BlockKind.BLOCK_QUOTE, 0, "We paid."),
    ]
    assert spans(document) == [
        (SpanKind.STRONG, "40\u00a0metres"),
        (SpanKind.EMPHASIS, "long"),
    ]


def test_a_browsers_word_processor():
    document = read_clipboard(DOCS, "")
    assert shape(document) == [
        (BlockKind.HEADLINE, 0, "The Pier"),
        (BlockKind.PARAGRAPH, 0, "It is 40 metres long, she said."),
        (BlockKind.LIST_ITEM, 0, "• first"),
    ]
    assert (SpanKind.STRONG, "40 metres") in spans(document)
    assert (SpanKind.LINK, "she") in spans(document)
    assert [k for k, _w in spans(document)].count(SpanKind.STRONG) == 1


def test_plain_text_where_the_markup_has_no_words():
    assert read_clipboard("<img src='file:///x'>", "Plain words.").text == "Plain words."
    assert read_clipboard("", "Plain words.").text == "Plain words."
