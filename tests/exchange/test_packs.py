"""The defence pack verifies itself without Galley; the Galley package carries everything."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest

from db.errors import Damaged
from db.kinds import BlockKind, Kind, PlacementStatus, State
from db.portable import ORDER, plain, record_of, records_of
from db.records import (
    ContactAttempt,
    Correction,
    Evidence,
    Overlay,
    Pass,
    Query,
    Revision,
    Source,
    new_id,
)
from db.store import Store
from editor.commands.articles import import_document
from editor.commands.checks import set_checks
from editor.commands.marks import mark, no_facts, reply
from editor.commands.merge import merge
from editor.exchange import ExchangeError, ReportOptions, build, carry, render
from editor.exchange.options import Redaction
from editor.reading.errors import ReadError
from editor.reading.reader import read_text
from editor.session import find_or_add_person

NOW = 1_700_000_000_000
OPEN = ReportOptions(redaction=Redaction.NONE)


def desk_at(path):
    return Store.open(str(path))


@pytest.fixture
def other(tmp_path):
    store = desk_at(tmp_path / "other.db")
    find_or_add_person(store, "Someone else", NOW)
    yield store
    store.close()


@pytest.fixture
def article(desk, ana):
    """An article with a record of every kind, marks placed in both of its drafts."""
    document = read_text("The pier\n\nIt opened in 1931. It is long.", "pier.txt")
    made, revision = import_document(desk, ana, NOW, document)
    made_mark, check = mark(desk, ana, NOW, made.id, 20, 24, Kind.FACT, note="look")
    reply(desk, ana, NOW, made_mark.id, "looked")
    no_facts(desk, ana, NOW, made.id, 26, 37)
    set_checks(desk, ana, NOW, [check.id], state=State.CONFIRMED)
    with desk.act(ana, NOW, "fill") as act:
        tape = act.add_file(b"a tape")
        source = act.add(
            Source(new_id(NOW), "person", "Bo Lind", contact="bo@x.example", file=tape,
                   file_name="../tape one.mp3", confidential=True)
        )  # fmt: skip
        act.add(Evidence(new_id(NOW), check.id, source.id, seen_by=ana, seen_at=NOW))
        act.add(ContactAttempt(new_id(NOW), source.id, made.id, ana, NOW, "telephone"))
        act.add(Query(new_id(NOW), made.id, 1, "Mara", "Sure?", annotations=(made_mark.id,)))
        act.add(Pass(new_id(NOW), made.id, revision.id, ana, "checking", "AB", NOW))
        act.add(Correction(new_id(NOW), made.id, "1931", "1932", at=NOW))
        act.add(Overlay(new_id(NOW), made.id, revision.id, 0, 8, BlockKind.KICKER))
        second = act.add_revision(made.id, read_text("The pier\n\nIt opened in 1931.", "p2.txt"))
        act.place(made_mark.id, second.id, 20, 24, status=PlacementStatus.MOVED, confidence=90)
    return desk.article(made.id)


def unpacked(data, folder):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        package.extractall(folder)
    return folder


def verify(folder):
    done = subprocess.run(
        [sys.executable, "-I", str(folder / "verify.py")], capture_output=True, text=True
    )
    return done.returncode, done.stdout


def test_a_pack_verifies_itself(desk, article, tmp_path):
    data = render("defence", build(desk, [article.id], NOW, OPEN, "Ana Bell", whole=True))
    folder = unpacked(data, tmp_path / "pack")
    names = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    slug = article.slug
    assert {
        "README.txt", "manifest.json", "verify.py", "report.html", "report.pdf", "report.json",
        f"{slug}/draft-1.txt", f"{slug}/draft-2.txt", f"{slug}/draft-1-file.txt",
        f"{slug}/history.jsonl",
    } <= names  # fmt: skip
    assert any(n.startswith("evidence/") and n.endswith("tape_one.mp3") for n in names)
    code, told = verify(folder)
    assert code == 0 and "all is as it was written" in told
    assert json.loads((folder / "manifest.json").read_text())["head"] == desk.head_hash()
    assert (folder / "verify.py").read_text("utf-8").count("\n") <= 30


def test_one_changed_byte_in_any_member_is_told(desk, article, tmp_path):
    data = render("defence", build(desk, [article.id], NOW, OPEN, "", whole=True))
    folder = unpacked(data, tmp_path / "pack")
    members = sorted(path for path in folder.rglob("*") if path.is_file())
    assert len(members) >= 13
    for path in members:
        whole = path.read_bytes()
        for at in {0, len(whole) // 2, len(whole) - 1}:
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            assert verify(folder)[0] != 0, (path.name, at)
        path.write_bytes(whole)
    assert verify(folder)[0] == 0


def rewritten(folder, name, change):
    """Change a member and let the manifest say that it was so."""
    path = folder / name
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["files"][name] = hashlib.sha256(path.read_bytes()).hexdigest()
    told = json.dumps(manifest)
    (folder / "manifest.json").write_text(told, "utf-8")
    digest = hashlib.sha256(told.encode()).hexdigest()
    (folder / "manifest.sha256").write_text(f"{digest}  manifest.json\n")


@pytest.mark.parametrize(
    "name, change",
    [
        ("{slug}/history.jsonl", lambda text: text.replace("1931", "1930")),
        (
            "{slug}/history.jsonl",
            lambda text: text + text.splitlines()[0].replace("[", "[9", 1) + "\n",
        ),
        ("chain.txt", lambda text: "".join(text.splitlines(True)[:-1])),
        ("chain.txt", lambda text: "".join(text.splitlines(True)[1:])),
        ("chain.txt", lambda text: "".join(reversed(text.splitlines(True)))),
    ],
)
def test_history_that_was_rewritten_with_its_manifest_is_told(
    desk, article, tmp_path, name, change
):
    data = render("defence", build(desk, [article.id], NOW, OPEN, "", whole=True))
    folder = unpacked(data, tmp_path / "pack")
    rewritten(folder, name.format(slug=article.slug), change)
    code, told = verify(folder)
    assert code == 1 and "chain" in told


@pytest.mark.parametrize("how", ["gone", "more"])
def test_a_member_too_few_or_too_many_is_told(desk, article, tmp_path, how):
    data = render("defence", build(desk, [article.id], NOW, OPEN, "", whole=True))
    folder = unpacked(data, tmp_path / "pack")
    if how == "gone":
        (folder / "report.pdf").unlink()
    else:
        (folder / "more.txt").write_text("x")
    assert verify(folder)[0] == 1


def test_a_pack_without_its_confidential_source_still_verifies(desk, article, tmp_path):
    report = build(desk, [article.id], NOW, ReportOptions(), "", whole=True)
    folder = unpacked(render("defence", report), tmp_path / "pack")
    assert not (folder / "evidence").exists()
    shown = len((folder / article.slug / "history.jsonl").read_bytes().splitlines())
    whole = build(desk, [article.id], NOW, OPEN, "", whole=True).articles[0].links
    assert 0 < shown < len(whole)
    assert verify(folder)[0] == 0


def test_rows_of_other_articles_are_in_the_chain_by_their_digests(desk, article, ana, tmp_path):
    import_document(desk, ana, NOW + 20, read_text("Elsewhere\n\nA secret story.", "b.txt"))
    data = render("defence", build(desk, [article.id], NOW, OPEN, "", whole=True))
    folder = unpacked(data, tmp_path / "pack")
    assert "all is as it was written" in verify(folder)[1]
    numbers = [line.split()[0] for line in (folder / "chain.txt").read_text().splitlines()]
    own = (folder / article.slug / "history.jsonl").read_text("utf-8")
    assert len(numbers) > own.count("\n") and "secret" not in own


def test_a_pack_too_long_to_print_has_its_web_page(desk, article, tmp_path, monkeypatch):
    monkeypatch.setattr("editor.exchange.pdf.PRINTED", 0)
    data = render("defence", build(desk, [article.id], NOW, OPEN, "", whole=True))
    folder = unpacked(data, tmp_path / "pack")
    assert (folder / "report.html").exists() and not (folder / "report.pdf").exists()
    assert verify(folder)[0] == 0


def everything(store, article_id):
    return [plain(r) for r in records_of(store, article_id) if plain(r)["kind"] != "person"]


def carried(desk, article):
    data = render("galley", build(desk, [article.id], NOW, OPEN, "Ana Bell", whole=True))
    return carry.read(data, "a.galley")


def test_an_article_arrives_at_another_desk_with_everything(desk, article, other, ana):
    found = carried(desk, article)
    assert {type(record) for record in found.records} == set(ORDER)
    done = merge(other, "", NOW, found.records, found.originals, found.files)
    assert done.articles == (article.id,) and done.kept == ()
    mine, theirs = everything(desk, article.id), everything(other, article.id)

    def told(rows):
        for row in rows:
            if row["kind"] == "placement":
                del row["fields"]["id"]
        return sorted(json.dumps(row, sort_keys=True) for row in rows)

    assert told(theirs) == told(mine)
    first = other.revisions(article.id)[0]
    assert other.original(first.id) == desk.original(first.id)
    assert other.file(other.sources()[0].file) == b"a tape"
    assert {p.name for p in other.persons()} >= {"Ana Bell", "Someone else"}


def test_the_same_package_twice_adds_nothing_and_undo_takes_it_away(desk, article, other):
    found = carried(desk, article)
    someone = other.persons()[0].id
    merge(other, someone, NOW, found.records, found.originals, found.files)
    again = merge(other, someone, NOW, found.records, found.originals, found.files)
    assert again.added == () and again.kept == ()
    other.undo(someone, NOW + 1)
    assert other.articles() == []


def test_what_this_desk_changed_stays_and_is_told(desk, article, other):
    found = carried(desk, article)
    someone = other.persons()[0].id
    merge(other, someone, NOW, found.records, found.originals, found.files)
    (check,) = other.checks(article.id)
    set_checks(other, someone, NOW + 1, [check.id], state=State.QUERY)
    again = merge(other, someone, NOW + 2, found.records, found.originals, found.files)
    assert again.kept == (("check", check.id),) and again.added == ()
    assert other.check(check.id).state is State.QUERY


def test_work_done_on_a_copy_comes_home(desk, article, other, ana):
    found = carried(desk, article)
    someone = find_or_add_person(other, "Ana Bell", NOW).id
    merge(other, someone, NOW, found.records, found.originals, found.files)
    (made,) = other.annotations(article.id)
    reply(other, someone, NOW + 1, made.id, "seen at the other desk")
    back = carried(other, other.article(article.id))
    done = merge(desk, ana, NOW + 2, back.records, back.originals, back.files)
    assert dict(done.added) == {"reply": 1} and done.kept == ()
    last = desk.replies(article.id)[-1]
    assert (last.text, last.author) == ("seen at the other desk", ana)


def test_a_taken_slug_and_a_persons_own_id_are_kept_apart(desk, article, other):
    someone = find_or_add_person(other, "Ana Bell", NOW).id
    import_document(other, someone, NOW, read_text("The pier\n\nAnother one.", "x.txt"))
    found = carried(desk, article)
    merge(other, someone, NOW, found.records, found.originals, found.files)
    slugs = [one.slug for one in other.articles()]
    assert len(set(slugs)) == 2
    assert other.replies(article.id)[0].author == someone


def test_a_package_hides_nothing_or_is_not_made(desk, article):
    with pytest.raises(ExchangeError) as caught:
        render("galley", build(desk, [article.id], NOW, ReportOptions(), "", whole=True))
    assert caught.value.code == "hides"


def test_what_is_no_package_and_what_was_changed_is_told(desk, article, other):
    data = render("galley", build(desk, [article.id], NOW, OPEN, "", whole=True))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}

    def changed(**new):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            for name, content in (parts | new).items():
                package.writestr(name, content)
        return out.getvalue()

    told = json.loads(parts["package.json"])
    for wrong in (
        b"no zip",
        changed(**{"package.json": b"{}"}),
        changed(**{"package.json": b"["}),
        changed(**{"package.json": json.dumps(told | {"version": 99}).encode()}),
        changed(**{"package.json": json.dumps(told | {"records": [{"kind": "act"}]}).encode()}),
        changed(**{"package.json": json.dumps(told | {"records": [{"kind": "check"}]}).encode()}),
        changed(**{"package.json": json.dumps(told | {"originals": 3}).encode()}),
        changed(**{next(n for n in parts if n.startswith("files/")): b"other"}),
    ):
        with pytest.raises((ExchangeError, ReadError)):
            carry.read(wrong, "a.galley")
    found = carry.read(data, "a.galley")
    broken = [replace(r, text="x") if isinstance(r, Revision) else r for r in found.records]
    with pytest.raises(Damaged):
        merge(other, "", NOW, broken, found.originals, found.files)
    assert other.articles() == []


def test_every_record_is_told_and_made_again(desk, article):
    for record in records_of(desk, article.id):
        again = record_of(json.loads(json.dumps(plain(record))))
        assert plain(again) == plain(record)
