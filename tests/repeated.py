"""Words and signs that, said over and over, tempt a finder to look twice at the same text."""

from __future__ import annotations

QUOTE_UNITS = (
    '"',
    "“a",
    "“It is,” he said, ",
    "SAID A ",
    "of ",
    "A, ",
    "who said ",
    "“Aa bb.”\nSAID A ",
    "\n ",
    "a\n",
    "'A ",
    "(",
    "U.S.",
    "Ada \u0410\u0434\u0430 \u05d0\u05d3\u05d4 \u300c\u9580\u300d said ",
    "'A 'b' s' ",
    "\U0001f600",
    "\u201ca \u2018b \u201cc\u201d d\u2019 e\u201d said Ada, and ",
    "according to Ada ",
    "\u2014 Ada, said Ben. ",
    "said that he said ",
)

FACT_UNITS = (
    "a", " ", "A ", "A. ", "1 ", "1,", "1-1, ", "(1) ", "in 1931 ", "two ", "half ", "a third of ",
    "Bank of ", "St. A's ", "O'A", "“A ”", "\"A ", "as long as ", "than ", "more than a ",
    "because ", "largest ", "est", "alleged ", "Act of A ", "novel A ", "Mr. A said ", "is 1, ",
    "May ", "at 1. ", "$", "$1 ", "1:", "ı", "İ", "😀", "\n", ". ", "A of the ", "of ", "d'A ",
)  # fmt: skip
