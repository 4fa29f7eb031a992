"""Forms of other packages: the example of the README is installed and run; failures are told."""

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from editor.exchange import ExchangeError, ended, exporters, plugins, render
from editor.i18n import sentence
from editor.work import Worker, WorkerDied

README = Path(__file__).resolve().parents[2] / "README.md"


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Installs a package with one entry point; gives a function that writes its module."""

    def install(code, name="mail"):
        (tmp_path / "galley_mail.py").write_text(code, "utf-8")
        info = tmp_path / "galley_mail-1.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: galley-mail\nVersion: 1\n")
        entry = f"[galley.exporters]\n{name} = galley_mail:write\n"
        (info / "entry_points.txt").write_text(entry)
        monkeypatch.syspath_prepend(tmp_path)

    return install


def example():
    (code,) = re.findall(r"```python\n(# galley_mail.*?)```", README.read_text("utf-8"), re.DOTALL)
    return code


def test_the_example_of_the_readme_is_a_form(installed, report_of):
    code = example()
    assert len(code.splitlines()) <= 20 and "import editor" not in code
    installed(code)
    form = exporters()["mail"]
    assert (form.suffix, form.foreign) == (".eml", "plugin_failed")
    message = render("mail", report_of("forty bolts")).decode()
    assert "Subject: forty bolts" in message and "1. stet: forty bolts" in message


@pytest.mark.parametrize(
    "code",
    ["raise RuntimeError('x')", "def write(report): return 'text'", "def write(report): 1/0", "x"],
)
def test_a_form_that_fails_is_one_sentence(installed, report_of, code, monkeypatch):
    monkeypatch.delitem(__import__("sys").modules, "galley_mail", raising=False)
    installed(code)
    with pytest.raises(ExchangeError) as caught:
        render("mail", report_of())
    assert caught.value.code == "plugin_failed"


def slow(name, report, folder):
    """Makes a form with a second to do it in; runs in a worker process."""
    sys.path.insert(0, str(folder))
    plugins.LIMITS = replace(plugins.LIMITS, seconds=1.0)
    return render(name, report)


def test_a_form_that_never_ends_is_ended_and_said(installed, report_of, tmp_path):
    installed("def write(report):\n    while True: pass\n")
    worker = Worker()
    try:
        work = worker.submit("tests.exchange.test_plugins:slow", "mail", report_of(), tmp_path)
        with pytest.raises(WorkerDied):
            work.result(timeout=60)
    finally:
        worker.close()
    told = sentence(ended(exporters()["mail"]))
    assert told == "The form mail of another program failed: it takes too much time or memory."


def test_a_form_reaches_no_network(installed, report_of, tmp_path):
    code = "import socket\ndef write(report): socket.create_connection(('127.0.0.1', 9))\n"
    installed(code)
    worker = Worker()
    try:
        work = worker.submit("tests.exchange.test_plugins:slow", "mail", report_of(), tmp_path)
        with pytest.raises(ExchangeError) as caught:
            work.result(timeout=60)
    finally:
        worker.close()
    assert caught.value.code == "plugin_failed"
