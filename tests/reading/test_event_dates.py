from __future__ import annotations

from reading_samples import reading


def doubts(*paragraphs: str) -> list[tuple[str, ...]]:
    _, found = reading(*paragraphs)
    return [doubt.alternatives for doubt in found.doubts if doubt.kind == "event.two_dates"]


def test_two_dates_for_one_treaty() -> None:
    assert doubts(
        "Viyana Antlaşması (12 Mayıs 1915) imzalandı.", "Elçiler Viyana Antlaşması (13 Mayıs 1915) için toplandı."
    ) == [("1915-05-12", "1915-05-13")]


def test_a_coarser_date_is_no_contradiction() -> None:
    assert (
        doubts("Viyana Antlaşması (1915) imzalandı.", "Elçiler Viyana Antlaşması (13 Mayıs 1915) için toplandı.") == []
    )


def test_a_date_further_away_is_not_the_events() -> None:
    assert (
        doubts(
            "Viyana Antlaşması (12 Mayıs 1915) imzalandı.", "Viyana Antlaşması için elçiler 13 Mayıs 1915 günü geldi."
        )
        == []
    )
