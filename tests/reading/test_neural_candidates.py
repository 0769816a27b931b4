"""Candidates: who is asked about for a span, and what the columns say that the judge looks at too."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from network_sheets import TEXT, known, sheet, turkish
from tanik.reading.neural_candidates import (
    FEATURES,
    HINTS,
    HOW,
    CandidateFinder,
    Choice,
    Span,
    lexical_features,
)
from tanik.reading.neural_sheet import Sheet

INSIDE, AUTHOR, HOLDER, SURE, FIRST, SECOND, CITED, HOLDER_BEFORE, TARGET_BEFORE, SPEAKER = range(len(HINTS))
WHOLE = sheet()
STAYED = "Kapı o gün kapalı kaldı."


def finder(made: Sheet = WHOLE, cited: dict[int, str | None] | None = None) -> CandidateFinder:
    return CandidateFinder(made, turkish(), known, cited or {})


def span_of(words: str, made: Sheet = WHOLE, ruled: bool = False) -> Span:
    for number, told in enumerate(made.told):
        start = told.passage.text.find(words)
        if start >= 0:
            end = start + len(words)
            rules = (
                tuple(s for s in told.statements if s.start - told.passage.paragraph.start == start) if ruled else ()
            )
            return Span(*made.pieces(number, start, end), number, start, end, rules)
    raise AssertionError(words)


def hint(choice: Choice, entity: str, name: int) -> float:
    """What the rows of an entity say at most in the column of a hint."""
    rows = [n for n, each in enumerate(choice.entities) if each == entity]
    assert rows, (entity, choice.entities)
    return float(choice.features[rows, HINTS[name]].max())


def test_what_the_rules_say_of_the_span_stands_in_the_hints() -> None:
    words = "heyetin çalışmasını beğendiğini"
    choice = finder().choice(span_of(words, ruled=True))
    assert hint(choice, "riza_bey", HOLDER) == 1 and hint(choice, "heyet", HOLDER) == 0
    assert 0 < hint(choice, "riza_bey", SURE) <= 1
    assert hint(choice, "heyet", FIRST) == 1 and hint(choice, "riza_bey", FIRST) == 0
    assert hint(choice, "heyet", INSIDE) == 1 and hint(choice, "riza_bey", INSIDE) == 0
    assert max(hint(choice, each, SECOND) for each in choice.entities) == 0


def test_the_statement_before_is_remembered_for_two_sentences() -> None:
    near = finder().choice(span_of("heyetin çalışmasını beğendiğini", ruled=True))
    assert hint(near, "ahmet_nedim", HOLDER_BEFORE) == 1
    assert hint(near, "avusturya", TARGET_BEFORE) == 1 and hint(near, "riza_bey", TARGET_BEFORE) == 0
    far = sheet(TEXT[0], STAYED, STAYED, TEXT[1])
    choice = finder(far).choice(span_of("heyetin çalışmasını beğendiğini", far, ruled=True))
    assert max(hint(choice, each, HOLDER_BEFORE) for each in choice.entities) == 0


def test_a_voice_without_a_name_is_a_candidate_without_a_place() -> None:
    made = sheet(author="yazar")
    choice = finder(made).choice(span_of("heyetin çalışmasını", made))
    assert choice.entities.count("yazar") == 1
    assert choice.mentions[choice.entities.index("yazar")] is None
    assert hint(choice, "yazar", AUTHOR) == 1 and hint(choice, "riza_bey", AUTHOR) == 0


def test_the_speaker_of_a_quotation_is_told_of_the_words_inside() -> None:
    inside = finder().choice(span_of("büyük bir felakettir"))
    speaker = WHOLE.told[2].passage.quotes[0].quotation.speaker
    assert speaker is not None and hint(inside, speaker, SPEAKER) == 1
    assert max(hint(inside, each, SPEAKER) for each in inside.entities if each != speaker) == 0


def test_the_author_of_the_next_citation_is_a_candidate() -> None:
    made = sheet("Rıza Bey heyetin çalışmasını beğendiğini söyledi (Kavaklı, 1960: 12).")
    (citation,) = made.told[0].passage.citations
    span = span_of("heyetin çalışmasını beğendiğini", made)
    assert hint(finder(made, {citation.index: "kavakli"}).choice(span), "kavakli", CITED) == 1
    nobody = finder(made).choice(span)
    assert max(hint(nobody, each, CITED) for each in nobody.entities) == 0


def test_somebody_far_before_counts_once_and_somebody_too_far_not_at_all() -> None:
    far = sheet("Rıza Bey geldi. Rıza Bey gitti.", *[STAYED] * 6, "Masa örtüsü çok güzel bulundu.")
    choice = finder(far).choice(span_of("çok güzel bulundu", far))
    assert choice.entities == ("riza_bey",)
    assert choice.mentions[0] is not None and far.seen[-1].first == choice.mentions[0][0]
    gone = sheet("Rıza Bey geldi. Rıza Bey gitti.", *[STAYED] * 30, "Masa örtüsü çok güzel bulundu.")
    assert finder(gone).choice(span_of("çok güzel bulundu", gone)).entities == ()


def test_a_name_at_the_end_of_a_letter_is_a_candidate() -> None:
    signed = sheet("Masa örtüsü çok güzel bulundu.", *[STAYED] * 3, "Rıza Bey imzaladı.")
    assert finder(signed).choice(span_of("çok güzel bulundu", signed)).entities == ("riza_bey",)


def test_without_names_there_are_no_candidates_but_the_shape_stays() -> None:
    made = sheet(STAYED)
    choice = finder(made).choice(span_of("kapalı kaldı", made))
    assert choice.entities == choice.mentions == ()
    assert choice.features.shape == (0, FEATURES)


@given(st.data())
def test_every_span_gives_a_full_row_for_every_candidate(data: st.DataObject) -> None:
    paragraph = data.draw(st.integers(0, len(TEXT) - 1))
    start = data.draw(st.integers(0, len(TEXT[paragraph]) - 2))
    end = data.draw(st.integers(start + 1, len(TEXT[paragraph])))
    span = Span(*WHOLE.pieces(paragraph, start, end), paragraph, start, end)
    choice = finder().choice(span)
    assert choice.features.shape == (len(choice.entities), FEATURES)
    assert choice.features.dtype == np.float32 and np.isfinite(choice.features).all()
    assert len(choice.mentions) == len(choice.entities)
    places = {(seen.first, seen.last): seen.place.entity for seen in WHOLE.seen}
    for entity, place in zip(choice.entities, choice.mentions, strict=True):
        assert place is None or places[place] == entity
    again = finder().choice(span)
    assert again.entities == choice.entities and (again.features == choice.features).all()


@given(st.data())
def test_the_most_alike_statement_of_the_rules_is_found(data: st.DataObject) -> None:
    ruled = data.draw(st.sampled_from(WHOLE.ruled))
    cut = data.draw(st.integers(0, (ruled.last - ruled.first) // 3))
    span = Span(ruled.first + cut, ruled.last, ruled.paragraph, ruled.start, ruled.end)
    found, overlap = finder().rules_near(span)
    assert found is ruled
    assert overlap == pytest.approx((ruled.last - ruled.first - cut) / (ruled.last - ruled.first))


def test_the_words_alone_give_their_polarity() -> None:
    good, bad = lexical_features(turkish(), "çok başarılı buldu"), lexical_features(turkish(), "büyük bir felakettir")
    assert len(good) == len(bad) == HOW
    assert good[4] == bad[4] == 1  # the rules told nothing
    assert good[5:9].index(1) == 0 and bad[5:9].index(1) == 1
    assert good[-4] > 0 == good[-3] and bad[-3] > 0 == bad[-4]
