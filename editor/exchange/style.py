"""The looks of written reports: the window's own colours, and the style sheet of the web page."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from typing import Any

import resources
from db.kinds import State

ROLES = {"ink": "text", "paper": "base", "dim": "muted", "rule": "line", "link": "accent"}


@cache
def theme(name: str) -> dict[str, Any]:
    """The colours of a bundled theme, as the window uses them."""
    return tomllib.loads(resources.text(f"themes/{name}.toml"))


def state_colours(state: State, name: str = "light") -> tuple[str, str]:
    """(ink, fill) of a state, as `#rrggbb`."""
    found = theme(name)["states"][state.value]
    return found["ink"], found["fill"]


def _variables(name: str) -> str:
    colours = theme(name)
    rows = [f"--{key}:{colours['roles'][role]}" for key, role in ROLES.items()]
    for state in State:
        ink, fill = state_colours(state, name)
        rows += [f"--{state.value}-i:{ink}", f"--{state.value}-f:{fill}"]
    return ";".join(rows)


def _states() -> str:
    return "".join(f".s-{s.value}{{--i:var(--{s.value}-i);--f:var(--{s.value}-f)}}" for s in State)


def quoted(text: str) -> str:
    """`text` as a CSS string nothing can break out of."""
    inside = "".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):x} " for c in text)
    return f'"{inside}"'


def sheet(stamps: Sequence[str], page_of: str, paper: str) -> str:
    """The style sheet of a report whose articles bear `stamps`, a print page each.

    `page_of` is the wording of a page's number with `{page}` and `{pages}` in it.
    """
    before, _sep, rest = page_of.partition("{page}")
    between, _sep, after = rest.partition("{pages}")
    number = f"{quoted(before)} counter(page) {quoted(between)} counter(pages) {quoted(after)}"
    pages = "".join(
        f"@page a{n}{{@bottom-left{{content:{quoted(stamp)}}}"
        f"@bottom-right{{content:{number}}}}}main.a{n}{{page:a{n}}}"
        for n, stamp in enumerate(stamps, 1)
    )
    pages += f"body>footer{{page:a{len(stamps)}}}" if stamps else ""
    size = {"a4": "A4", "us-letter": "letter"}[paper]
    light, dark = _variables("light"), _variables("dark")
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media(prefers-color-scheme:dark){{:root{{{dark}}}}}{_states()}{SCREEN}"
        f"@media print{{:root{{{light};--paper:#fff;--dim:#444}}"
        f"@page{{size:{size};margin:2cm 2cm 2.2cm}}{PRINT}}}{pages}"
    )


SCREEN = """
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:1.06rem/1.6 "Noto Serif","Source Serif 4",Charter,Georgia,serif}
main{max-width:46rem;margin:0 auto;padding:2.5rem 1.2rem 3rem;overflow-wrap:anywhere}
body>main+main{border-top:1px solid var(--rule)}
h1{font-size:2rem;line-height:1.2;margin:.2rem 0 1rem;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.3;margin:2.6rem 0 .6rem}
h3{font-size:1.02rem;line-height:1.45;margin:0}
.kicker,.pill,.facts,.n,footer{font-family:Inter,"Noto Sans",system-ui,sans-serif}
.kicker{color:var(--link);font-size:.78rem;font-weight:650;letter-spacing:.06em;
text-transform:uppercase;margin:0}
.lead{font-size:1.2rem;line-height:1.5;margin:.4rem 0}
.lead~p{margin:.35rem 0}
.facts,footer{color:var(--dim);font-size:.86rem;line-height:1.5;margin:.25rem 0}
.pill{display:inline-block;border-radius:.3rem;padding:.05em .5em;font-size:.78rem;
font-weight:600;white-space:nowrap;background:var(--f,var(--rule));color:var(--i,var(--ink))}
.n{display:inline-block;min-width:1.7em;color:var(--dim);font-size:.86rem;font-weight:600}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
.open ol{list-style:none;margin:0;padding:0}
.open li{padding:.6rem 0;border-top:1px solid var(--rule)}
.check{border-top:1px solid var(--rule);padding:.9rem 0}
blockquote{margin:.45rem 0;padding-left:.8rem;border-left:3px solid var(--f,var(--rule));
white-space:pre-wrap}
.check ul{margin:.35rem 0;padding-left:1.2rem}.check li{margin:.2rem 0}
.room{list-style:none;height:2.2em;border-bottom:1px solid var(--dim)}
del{color:var(--change_needed-i)}ins{color:var(--confirmed-i);text-decoration:underline}
article p,article h2,article h3,article blockquote{white-space:pre-wrap;margin:.85rem 0}
article .headline{font-size:1.6rem;line-height:1.25;margin:1rem 0}
article .heading{font-size:1.15rem;font-weight:650}
article .deck{font-size:1.12rem;color:var(--dim)}
article .kicker-block,article .byline,article .dateline,article .caption{color:var(--dim);
font-size:.92rem}
article .list_item{padding-left:1.2rem;margin:.3rem 0}
article .table{font-size:.9rem;tab-size:16;overflow-x:auto}
article .not_article{color:var(--dim);font-size:.85rem;opacity:.75}
mark{color:inherit;background:var(--f);border-bottom:2px solid var(--i);padding:.04em 0}
sup{line-height:0;font-size:.66em;font-family:Inter,"Noto Sans",system-ui,sans-serif}
body>footer{max-width:46rem;margin:0 auto;padding:0 1.2rem 2rem}
@media(max-width:32rem){body{font-size:1rem}main{padding:1.4rem .95rem 2rem}
h1{font-size:1.6rem}.lead{font-size:1.1rem}body>footer{padding:0 .95rem 1.6rem}
}
"""
PRINT = """
body{font-size:10.5pt;line-height:1.45}main{max-width:none;padding:0;border:0}
body>main+main{break-before:page;border:0}h1{font-size:20pt}h2{font-size:13pt}.lead{font-size:12.5pt}
h1,h2,h3{break-after:avoid}.check,.open li,.method,.limits,body>footer{break-inside:avoid}
a{color:inherit}
mark{background:none}.pill{border:1px solid var(--i,#999)}body>footer{padding:0}
article{break-before:page}p{orphans:2;widows:2}
"""
