"""The style sheet of the HTML report: dark and light, phone width, print."""

STYLE = """
:root{color-scheme:light dark;--ink:#1c1b1a;--paper:#fbfaf7;--dim:#5c5852;--rule:#d8d3c8;
--todo:#f6dfa4;--done:#e2ecdc;--link:#1f4f82}
@media(prefers-color-scheme:dark){:root{--ink:#ebe7df;--paper:#191817;--dim:#a8a196;
--rule:#45413b;--todo:#5c4512;--done:#2b3a28;--link:#9cc3ee}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.05rem/1.55 Georgia,serif}
main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem 3rem;overflow-wrap:anywhere}
h1{font-size:1.7rem;line-height:1.2}h2{font-size:1.2rem;margin-top:2.2rem}
h3{font-size:1rem;margin:0 0 .3rem}
.summary{font-size:1.15rem}.facts,footer{color:var(--dim);font-size:.9rem;margin:.2rem 0}
a{color:var(--link)}
body>footer{max-width:44rem;margin:0 auto;padding:0 1rem 2rem}
.check{border-top:1px solid var(--rule);padding:.8rem 0}
blockquote{margin:.4rem 0;padding-left:.8rem;border-left:3px solid var(--rule);
white-space:pre-wrap}
article p,article h3{white-space:pre-wrap;margin:.8rem 0}
article .not_article{color:var(--dim);font-size:.9rem}
mark{color:inherit;background:var(--done)}mark.todo{background:var(--todo)}
sup{line-height:0;font-size:.7em}
@media(max-width:30rem){body{font-size:1rem}main{padding:1rem .8rem 2rem}}
@media print{:root{--ink:#000;--paper:#fff;--dim:#333;--rule:#999;--todo:#ddd;--done:#fff;
--link:#000}main{max-width:none;padding:0 0 2rem}
main+main{break-before:page}.check{break-inside:avoid}
body>footer{position:fixed;bottom:0;left:0;padding:0;
max-width:none}mark{text-decoration:underline}a{text-decoration:none}@page{margin:2cm;
@bottom-right{content:counter(page) " / " counter(pages)}}}
"""
