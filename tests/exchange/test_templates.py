"""A desk's own templates: what they can do, and that they can do nothing else."""

import pytest

from editor.exchange import ExchangeError, exporters, render
from editor.exchange.templates import LIMITS, found
from editor.work import Worker, WorkerDied

GOOD = """<h1>{{ report.articles[0].article.headline }}</h1>
{% for check in report.articles[0].checks %}
<p>{{ check.number }} {{ _("State") }}: {{ check.state|term }} {{ check.statement }}</p>
{% endfor %}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "house.html.j2").write_text(GOOD, "utf-8")
    return tmp_path


def test_a_template_is_a_form_by_its_name(folder, report_of):
    form = exporters(folder)["house"]
    assert (form.suffix, form.foreign) == (".html", "template_failed")
    page = render("house", report_of("forty <b>bolts"), folder).decode()
    assert "<h1>forty &lt;b&gt;bolts</h1>" in page
    assert "<p>1 State: stet forty &lt;b&gt;bolts</p>" in page


def test_markdown_is_escaped_too(folder, report_of):
    (folder / "mail.md.j2").write_text("# {{ report.articles[0].article.headline }}\n", "utf-8")
    assert render("mail", report_of("a *b* <c>"), folder) == b"# a \\*b\\* &lt;c&gt;"


def test_a_template_cannot_take_the_name_of_a_form_of_ours(folder):
    (folder / "json.md.j2").write_text("x", "utf-8")
    assert not exporters(folder)["json"].foreign


def test_other_files_and_no_folder_are_no_forms(folder):
    (folder / "notes.txt").write_text("x", "utf-8")
    assert [name for name, *_rest in found(folder)] == ["house"]
    assert found(folder / "nowhere") == []


BAD = (
    "{% for %}",
    "{{ nothing_of_this_name }}",
    "{{ report.articles[9].article }}",
    "{{ 1 / 0 }}",
    "{{ report.__class__.__mro__ }}",
    "{{ ''.__class__ }}",
    "{{ report.articles.append(1) }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{{ 'x' * 1000000000 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 9 ** 999999999 }}",
    "{{ range(999999999) }}",
    "{{ lipsum(5) }}",
    "{{ cycler.__init__.__globals__ }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
)


@pytest.mark.parametrize("source", BAD)
def test_what_a_template_does_wrong_is_one_sentence(folder, report_of, source):
    (folder / "house.html.j2").write_text(source, "utf-8")
    with pytest.raises(ExchangeError) as caught:
        render("house", report_of(), folder)
    assert caught.value.code == "template_failed"


def test_a_template_that_loops_is_ended(folder, report_of, monkeypatch):
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    (folder / "house.html.j2").write_text(loop, "utf-8")
    worker = Worker()
    try:
        work = worker.submit(
            "editor.exchange.templates:write_within", folder / "house.html.j2", ".html",
            report_of(), 1.0,
        )  # fmt: skip
        with pytest.raises(WorkerDied):
            work.result(timeout=60)
    finally:
        worker.close()
    assert LIMITS.seconds <= 30
