from __future__ import annotations

from tanik.analysis.answers import METHODS, Sentence, decimal, not_enough


def test_numbers_have_the_sign_of_decimals_of_the_language() -> None:
    sentence = Sentence("It changes by {n}.", n=decimal(-0.5, signed=True))
    assert sentence.render() == "It changes by −0.50."
    turkish = {"It changes by {n}.": "Değişim {n}.", "{whole}.{part}": "{whole},{part}"}
    assert sentence.render(lambda text: turkish.get(text, text)) == "Değişim −0,50."
    assert decimal(3, 0).render() == "3"


def test_too_little_says_how_much_there_is() -> None:
    found = not_enough(1, 3, "Only {found} of {needed}.")
    assert (found.found, found.needed, str(found.sentence)) == (1, 3, "Only 1 of 3.")


def test_every_method_says_what_it_takes_as_independent() -> None:
    for name in ("wilson", "beta-binomial"):
        assert "independent" in METHODS[name]
