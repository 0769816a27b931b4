from __future__ import annotations

import pytest

from reading_samples import document
from tanik.languages.pack import language
from tanik.reading.citations import find_citations
from tanik.reading.kinds import guess_kind

TR = language("tr")


@pytest.mark.parametrize(
    ("paragraphs", "kind"),
    [
        (["Elçi döndü (Soylu, 1950: 3). Sonra yazdı (Soylu, 1950: 4). Sustu (Kaya, 1968: 9)."], "study"),
        (["BAŞKAN - Oturumu açıyorum.", "AHMET SOYLU (Sivas) - Söz istiyorum.", "BAŞKAN - Buyurun."], "minutes"),
        (["Sabah erkenden yola çıktım. Kimseyi görmedim. Akşam otele döndük, mektubumu yazdım."], "memoir"),
        (["Elçi sabah yola çıktı. Akşam otele döndü."], "study"),
    ],
)
def test_guesses(paragraphs: list[str], kind: str) -> None:
    made = document(*paragraphs)
    assert guess_kind(made, find_citations(made, TR)[0], TR) == kind


def test_an_empty_document_is_a_study() -> None:
    made = document("")
    assert guess_kind(made, [], TR) == "study"
