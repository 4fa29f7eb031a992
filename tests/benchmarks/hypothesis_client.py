"""The matcher of the Hypothesis client, run by Node, for `bench_drafts`.

GALLEY_HYPOTHESIS names an ES module that exports `matchQuote`. The client is bundled: take
`src/annotator/anchoring/match-quote.ts` out of the source map in the
npm package `hypothesis`, with its one import, `approx-string-match`, beside it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from anchoring import Answer

CONTEXT = 32
CALLER = """
import * as readline from 'node:readline';
import { pathToFileURL } from 'node:url';
const { matchQuote } = await import(pathToFileURL(process.argv[2]).href);
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { text, found } = JSON.parse(line);
  const out = found.map(q => {
    if (text.slice(q.hint, q.hint + q.exact.length) === q.exact)
      return [q.hint, q.hint + q.exact.length];
    const m = matchQuote(text, q.exact, q);
    return m ? [m.start, m.end] : null;
  });
  console.log(JSON.stringify(out));
}
"""


class Client:
    """Answers as the client does: the old offsets if the words are there, else the best match."""

    def __init__(self, module: str) -> None:
        """Start Node on the module at a path."""
        node = shutil.which("node")
        assert node is not None, "GALLEY_HYPOTHESIS needs Node"
        command = [node, "--input-type=module", "-e", CALLER, "-", str(Path(module).resolve())]
        self._node = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def __call__(self, old: str, new: str, spans: list[tuple[int, int]]) -> list[Answer]:
        """A Method; texts go over with one unit a code point, those beyond 16 bits as U+FFFD."""
        before, after = _units(old), _units(new)
        found = [
            {
                "exact": before[start:end],
                "prefix": before[max(0, start - CONTEXT) : start],
                "suffix": before[end : end + CONTEXT],
                "hint": start,
            }
            for start, end in spans
        ]
        stdin, stdout = self._node.stdin, self._node.stdout
        assert stdin is not None and stdout is not None
        stdin.write(json.dumps({"text": after, "found": found}) + "\n")
        stdin.flush()
        return [
            ("anchored", (one[0], one[1])) if one else ("orphan", None)
            for one in json.loads(stdout.readline())
        ]

    def close(self) -> None:
        """Let Node end."""
        assert self._node.stdin is not None
        self._node.stdin.close()
        self._node.wait()


def client() -> Client | None:
    """The client where GALLEY_HYPOTHESIS names its matcher, else None."""
    module = os.environ.get("GALLEY_HYPOTHESIS")
    return Client(module) if module else None


def _units(text: str) -> str:
    return "".join(c if ord(c) < 0x10000 else "\ufffd" for c in text)
