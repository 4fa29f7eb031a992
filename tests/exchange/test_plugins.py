"""Forms of other packages: the example of the README is installed and run; failures are told."""

import re
from pathlib import Path

import pytest

from editor.exchange import ExchangeError, exporters, render

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
    assert (form.suffix, form.foreign) == (".eml", True)
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
