"""Speech that is told in our own sentence, and who said it."""

from __future__ import annotations

import pytest

from editor.text.quotes import quotes


def told(text):
    return [(q.type, q.text, q.speaker) for q in quotes(text) if q.type != "direct"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moreau said the pier was safe.",
        "Ada Moreau said that the pier was safe.",
        "Ada Moreau said on Monday that the pier was safe.",
        "Ada Moreau told reporters in Harwick that the pier was safe.",
        "Ada Moreau told the council the pier was safe.",
        "Ada Moreau, the mayor, has repeatedly said the pier was safe.",
        "the pier was safe, Ada Moreau said.",
        "the pier was safe, said Ada Moreau, who opened it.",
        "As Ada Moreau noted, the pier was safe.",
        "On Monday, Ada Moreau said, the pier was safe.",
        "Ada Moreau told a crowd in Harwick that the pier was safe.",
        "Ada Moreau was confident that the pier was safe.",
        "Ada Moreau left the hall and repeated her claim that the pier was safe.",
        "Ada Moreau wanted to show that the pier was safe.",
        "Ada Moreau: the pier was safe.",
        "According to Ada Moreau, the pier was safe.",
        "the pier was safe, according to Ada Moreau.",
    ],
)
def test_the_patterns(text):
    ((kind, words, speaker),) = told(text)
    assert (kind, speaker) == ("indirect", "Ada Moreau")
    assert words.endswith("the pier was safe")


def test_the_words_may_stand_on_both_sides():
    found = quotes("The pier, Ada Moreau said, was tested by the town.")
    assert [q.text for q in found] == ["The pier", "was tested by the town"]
    assert [q.part_of for q in found] == [None, 0]
    assert {q.speaker for q in found} == {"Ada Moreau"}


def test_quoted_words_in_our_own_sentence_make_it_mixed():
    text = "Ada Moreau said the pier was \u201cas safe as any house\u201d in Harwick."
    assert told(text) == [
        ("mixed", "the pier was \u201cas safe as any house\u201d in Harwick", "Ada Moreau")
    ]


def test_two_verbs_of_one_speaker_are_two_clauses():
    found = told("Ada Moreau said the pier was safe and added that the boats were not.")
    assert [words for _, words, _ in found] == ["the pier was safe", "the boats were not"]
    assert {speaker for *_, speaker in found} == {"Ada Moreau"}


def test_two_speakers_of_one_sentence_are_two_clauses():
    found = told("Ada Moreau said the pier was safe, and Ben Ortega said the boats were not.")
    assert [(words, who) for _, words, who in found] == [
        ("the pier was safe", "Ada Moreau"),
        ("the boats were not", "Ben Ortega"),
    ]


def test_a_comma_within_the_marks_ends_what_was_said():
    found = told("Ada Moreau called the pier \u201ca shame,\u201d adding that it would be shut.")
    assert [words for _, words, _ in found] == [
        "the pier \u201ca shame,\u201d",
        "it would be shut",
    ]


def test_a_promise_and_a_question_are_told_too():
    assert told("Ada Moreau promised to close the pier.")[0][1] == "to close the pier"
    assert told("Ada Moreau asked why the pier was shut.")[0][1] == "why the pier was shut"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Moreau spoke at length about how the pier was built.", "how the pier was built"),
        ("Ada Moreau repeated her promise to shut the pier.", "to shut the pier"),
        ("Few had heard of Ada Moreau's criticism of the pier.", "the pier"),
        ("Ada Moreau used her speech to condemn the plans of the town.", "the plans of the town"),
        ("Ada Moreau waited to see whether it was shut.", "whether it was shut"),
    ],
)
def test_promises_topics_and_wishes_are_told(text, words):
    ((kind, found, speaker),) = told(text)
    assert kind == "indirect" and found.endswith(words) and speaker == "Ada Moreau"


@pytest.mark.parametrize(
    "text",
    [
        "Moreau\u2019s comments came late in the evening.",
        "The report was read by nobody.",
        "You may think that the pier is safe.",
        "We want a pier that is safe.",
        "Ada Moreau told a crowd in Harwick on Monday night.",
        "Nobody at the council would say when it will open again.",
        "The pier was 40 metres long and cost little.",
        "\u201cThe pier is safe,\u201d Ada Moreau said during a walk on it.",
        "\u201cThe pier is safe,\u201d Ada Moreau said in answer to questions.",
    ],
)
def test_nothing_is_told_here(text):
    assert told(text) == []


def test_the_dateline_is_no_part_of_what_was_said():
    ((_, words, speaker),) = told("HARWICK, March 3 \u2014 The pier was safe, Ada Moreau said.")
    assert (words, speaker) == ("The pier was safe", "Ada Moreau")


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("About 47 percent said they would vote for the pier.", "they would", "47 percent"),
        ("On Monday officials said the pier was safe.", "the pier was safe", "officials"),
        ("Senior town officials say it is safe.", "it is safe", "Senior town officials"),
        ("The town must pay for this, said mayor Ada Moreau.", "The town must pay", "Ada Moreau"),
        ("Six in 10 say the harbour is safe.", "the harbour is safe", "Six in 10"),
        ("Moreau rallied the crew and said the pier would open.", "the pier would open", "Moreau"),
        ("MOREAU: The pier was shut when I left.", "The pier was shut", "MOREAU"),
        ("Former mayor Moreau: Pier is safe for all.", "Pier is safe", "Moreau"),
        ("As The Courier reported, the pier was shut.", "the pier was shut", "Courier"),
        ("According to harbour rules, nobody may swim.", "nobody may swim", "harbour rules"),
        ("Nobody swims there, according to early counts.", "Nobody swims there", "early counts"),
        ("Moreau is mayor, but has said she will go.", "she will go", "Moreau"),
        ("Ada Moreau: It is shut. Nobody told us.", "It is shut. Nobody told us", "Ada Moreau"),
    ],
)
def test_shares_of_people_later_verbs_and_transcripts(text, words, speaker):
    ((kind, told_words, who),) = told(text)
    assert kind == "indirect" and told_words.startswith(words) and who == speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Officials praised the plan, which cost a fortune.", "the plan"),
        ("Officials praised the plan during a walk through Harwick.", "the plan"),
        ("Moreau said the pier was safe \u2014 a claim nobody believed.", "the pier was safe"),
        ("Moreau said the pier was safe; the boats lay still.", "the pier was safe"),
        ("A clerk, Ada Moreau, called the plan a shame.", "the plan a shame"),
        ("Moreau said the pier was very safe, although nobody went.", "the pier was very safe"),
        ("While Moreau said the pier was safe, Ortega left Harwick.", "the pier was safe"),
        ("Years after Moreau said the pier was safe, Ortega doubted it.", "the pier was safe"),
        ("While Moreau says the pier is safe, the town keeps it shut.", "the pier is safe"),
        ("The firm holds $214.9 billion, Ben Ortega said.", "The firm holds $214.9 billion"),
    ],
)
def test_it_ends_where_our_own_words_go_on(text, words):
    assert [found for _kind, found, _who in told(text)] == [words]


@pytest.mark.parametrize(
    ("code", "speaker", "words", "texts"),
    [
        (
            "de",
            "Anna Weber",
            "Hafen bleibe offen",
            [
                "Anna Weber sagte am Montag, der Hafen bleibe offen.",
                "Anna Weber zeigte sich überzeugt, dass der Hafen bleibe offen.",
                "Der Hafen bleibe offen, sagte Anna Weber.",
                "Anna Weber zufolge der Hafen bleibe offen.",
            ],
        ),
        (
            "fr",
            "Anne Duval",
            "le port restera ouvert",
            [
                "La maire Anne Duval est convaincue que le port restera ouvert.",
                "Anne Duval a exprimé l’espoir que le port restera ouvert.",
                "Comme l’a dit Anne Duval, le port restera ouvert.",
                "le port restera ouvert, a expliqué Anne Duval.",
            ],
        ),
        (
            "es",
            "Ana Robles",
            "el puerto seguirá abierto",
            [
                "Ana Robles dijo el lunes que el puerto seguirá abierto.",
                "La alcaldesa Ana Robles está convencida de que el puerto seguirá abierto.",
                "Como dijo Ana Robles, el puerto seguirá abierto.",
                "el puerto seguirá abierto, explicó Ana Robles.",
            ],
        ),
        (
            "ru",
            "Анна Громова",
            "порт останется открытым",
            [
                "Мэр Анна Громова уверена, что порт останется открытым.",
                "Анна Громова выразила надежду, что порт останется открытым.",
                "порт останется открытым, сообщила Анна Громова.",
            ],
        ),
        (
            "az",
            "Leyla Həsənova",
            "liman açıq qalacaq",
            [
                "Leyla Həsənova əmindir ki, liman açıq qalacaq.",
                "Leyla Həsənovanın sözlərinə görə, liman açıq qalacaq.",
            ],
        ),
    ],
)
def test_other_languages_tell_in_their_own_ways(code, speaker, words, texts):
    for text in texts:
        ((found, who),) = [(q.text, q.speaker) for q in quotes(text, (), code)]
        assert found.endswith(words) and who == speaker


def test_an_attribution_in_the_middle_of_german_speech_breaks_it():
    found = quotes("Der Hafen, so Anna Weber, bleibe offen.", (), "de")
    assert [q.text for q in found] == ["Der Hafen", "bleibe offen"]
    assert [q.part_of for q in found] == [None, 0]


def test_french_promises_are_told():
    ((found, who),) = [
        (q.text, q.speaker) for q in quotes("Anne Duval promet de rouvrir le port.", (), "fr")
    ]
    assert (found, who) == ("de rouvrir le port", "Anne Duval")


def test_a_talk_is_told_by_its_turns_and_a_label_is_none():
    talk = "They met on Monday.\nMoreau: It is bad.\nOrtega: No one says so.\nMoreau: I do."
    found = [(q.text, q.speaker) for q in quotes(talk, (), "en")]
    assert found == [
        ("It is bad", "Moreau"),
        ("No one says so", "Ortega"),
    ]
    assert quotes("They met on Monday.\nNote: It is bad.\nNote: No one is here.", (), "en") == []
