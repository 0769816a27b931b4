from __future__ import annotations

import pytest

from tanik.text.recognition import recognise_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Elçi dün akşam Ankara'ya döndü ve hükümete bir rapor verdi.", "tr"),
        ("Görüşmeler kesildi.", "tr"),
        ("The ambassador went back to the capital, and he wrote that the talks had failed.", "en"),
        ("He left Moscow.", "en"),
        ("Le ministre de la Guerre et les délégués de la Russie ont signé un traité dans la ville de Moscou.", "und"),
        ("Die Regierung hat mit der Türkei einen Vertrag geschlossen, der in Moskau unterzeichnet wurde.", "und"),
        ("Правительство заключило договор с Турцией, и это было важно для всех.", "und"),
        ("El gobierno firmó un tratado con los delegados de la ciudad y es de suma importancia para todos.", "und"),
        ("De regering had een verdrag met de buren gesloten en dat is goed voor het land en de handel.", "und"),
        ("", "und"),
        ("1921 … 1925", "und"),
    ],
)
def test_language(text: str, code: str) -> None:
    found, certainty = recognise_language(text)
    assert found == code
    assert (certainty > 0.5) == (code != "und")


def test_long_text_is_sampled() -> None:
    assert recognise_language("Heyet geldi ve bir rapor verdi. " * 20_000)[0] == "tr"
