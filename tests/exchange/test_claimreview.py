"""ClaimReview: the house's scale going out, other houses' ratings coming in."""

import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from db.kinds import Kind, State
from editor.commands.articles import import_document
from editor.commands.checks import set_checks
from editor.commands.marks import mark
from editor.commands.settings import set_desk
from editor.exchange import ExchangeError, Report, build, claimreview, render
from editor.reading.reader import read_text
from editor.scale import RATINGS, Rating, scale
from editor.settings import VERDICTS
from editor.taking import archive
from tests.exchange.marked_reports import ALL, report_of

PAGE = "https://news.example/pier"
NOW = 1_700_000_000_000


def review(claim="The moon is cheese", **fields):
    told = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": claim,
        "url": "https://facts.example/1",
        "author": {"@type": "Organization", "name": "Fact House"},
        "datePublished": "2024-02-03",
        "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Jo Roe"}},
    }
    return told | fields


def rated(words="", **numbers):
    return {"@type": "Rating", "alternateName": words, **numbers}


def file(desk, ana, *reviews):
    found = claimreview.read(json.dumps(reviews).encode())
    return archive(desk, ana, NOW, tuple(found))


def test_published_fact_checks_are_filed_without_an_article_and_one_undo_takes_them_back(desk, ana):
    done = file(desk, ana, review(reviewRating=rated("False", ratingValue=1)))
    (check,) = done.checks
    assert (check.article, check.kind, check.state) == ("", Kind.CLAIM, State.CONFIRMED)
    assert check.verdict == "false" and check.created == 1_706_918_400_000
    (proof,) = desk.evidence_of(check.id)
    assert proof.excerpt == "“False” · 1 (1–5) · said by Jo Roe · 2024-02-03"
    assert desk.source(proof.source).locator == "https://facts.example/1"
    assert [hit.id for hit in desk.search("moon cheese", 5)] == [check.id]
    desk.undo(ana, NOW + 1)
    assert desk.checks("") == [] and desk.sources() == []


def test_the_same_claim_from_the_same_page_is_filed_once(desk, ana):
    file(desk, ana, review(), review("Another"))
    again = file(desk, ana, review(), review(url="https://other.example/"))
    assert again.same == 1 and len(again.checks) == 1
    assert len(desk.checks("")) == 3


@pytest.mark.parametrize(
    "rating, verdict",
    [
        (rated("Mostly True"), "mostly_true"),
        (rated("misleading", ratingValue=5), "misleading"),
        (rated("Pants on Fire", ratingValue=0, worstRating=0, bestRating=6), "false"),
        (rated("Four Pinocchios", ratingValue="4", worstRating=4, bestRating=0), "false"),
        (rated("Half", ratingValue=3.4), "mostly_true"),
        (rated("Nobody knows"), ""),
        (rated("Nobody knows", ratingValue="a"), ""),
        (rated("Nobody knows", ratingValue=True), ""),
        ({}, ""),
    ],
)
def test_a_rating_is_ours_by_its_words_else_by_the_nearest_number(desk, ana, rating, verdict):
    (check,) = file(desk, ana, review(reviewRating=rating)).checks
    assert check.verdict == verdict


def test_a_page_with_broken_data_beside_it_is_read():
    inside = json.dumps({"@graph": [review(), {"@type": "ClaimReview"}]})
    page = (
        '<html><script type="application/ld+json">{broken</script>'
        f"<SCRIPT id=x type='application/ld+json'>{inside}</SCRIPT></html>"
    )
    (found,) = claimreview.read(page.encode())
    assert found.claim == "The moon is cheese"


@pytest.mark.parametrize("data", [b"[]", b'{"@type": "ClaimReview"}', b"<script></script>"])
def test_a_file_without_fact_checks_is_said(data):
    with pytest.raises(ExchangeError, match="not_"):
        claimreview.read(data)


def test_the_houses_own_scale_is_what_leaves(desk, ana):
    document = replace(read_text("The pier\n\nIt opened in 1931.", "p.txt"), source=PAGE)
    article, _draft = import_document(desk, ana, NOW, document)
    _mark, check = mark(desk, ana, NOW, article.id, 13, 27, Kind.CLAIM)
    set_checks(desk, ana, NOW, [check.id], verdict="three_noses")
    set_desk(desk, ana, NOW, "verdicts.ratings", ["no_nose = 0", "three_noses=3", "x", "four = 4"])
    (told,) = json.loads(render("claimreview", build(desk, [article.id], NOW)))
    jsonschema.validate([told], json.loads(resources.text("schemas/claimreview.json")))
    assert told["reviewRating"] == {
        "@type": "Rating", "alternateName": "three noses",
        "ratingValue": 3, "worstRating": 4, "bestRating": 0,
    }  # fmt: skip


@given(st.sampled_from([line.split(" = ")[0] for line in RATINGS]))
def test_what_leaves_by_number_comes_back_as_the_same_verdict(verdict):
    ours = scale(RATINGS)
    assert ours.verdict("in their own words", ours.rating(verdict), VERDICTS) == verdict


@given(st.floats(-9, 9), st.floats(-9, 9), st.floats(-9, 9))
def test_any_scale_gives_one_of_ours(value, worst, best):
    known = {line.split(" = ")[0] for line in RATINGS}
    assert scale(RATINGS).verdict("", Rating(value, worst, best), VERDICTS) in known


def test_claim_reviews_need_a_verdict_and_an_address():
    report = report_of(ALL)
    data = json.loads(claimreview.write(report))
    schema = json.loads(resources.text("schemas/claimreview.json"))
    jsonschema.validate(data, schema)
    assert len(data) == 3 and data[0]["reviewRating"]["ratingValue"] == 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{k: v for k, v in data[0].items() if k != "url"}], schema)
    item = report.articles[0]
    nowhere = replace(item, article=replace(item.article, origin=""))
    assert json.loads(claimreview.write(Report((nowhere,), 1))) == []
    back = claimreview.read(claimreview.write(report))
    assert (back[0].claim, back[0].verdict, back[0].rating) == ("statement 0", "false", (1, 1, 5))
    assert claimreview.read(b"<p>A page</p>" + claimreview.snippet(report)) == back


def test_a_page_snippet_cannot_end_its_own_element():
    report = report_of(ALL)
    item = report.articles[0]
    line = item.checks[0]
    evil = replace(line.check, statement="</script><script>alert(1)</script>&")
    item = replace(item, checks=(replace(line, check=evil),))
    page = claimreview.snippet(Report((item,), 1)).decode()
    assert page.count("</script>") == 1
    inside = page[page.index(">") + 1 : page.rindex("</script>")]
    assert json.loads(inside)[0]["claimReviewed"] == evil.statement
