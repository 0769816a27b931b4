import pickle

import pytest

from tanik import errors
from tanik.errors import Phrase, SourceError, StudyNotWritableError, TanikError
from tanik.translation import N_

SENTENCE = N_("There is no file “{path}”.")
HINT = N_("Check the name and the folder.")


def upper(sentence: str) -> str:
    """A translator for tests: capitals, with the placeholders left alone."""
    return sentence.upper().replace("{PATH}", "{path}").replace("{WHAT}", "{what}")


def test_an_error_says_its_id_sentence_and_next_step() -> None:
    error = SourceError("T301", SENTENCE, HINT, path="mektup.txt")
    assert error.render() == "T301: There is no file “mektup.txt”.\nCheck the name and the folder."
    assert str(error) == error.render()


def test_an_error_without_hint_is_one_line() -> None:
    assert SourceError("T301", SENTENCE, path="a").render() == "T301: There is no file “a”."


def test_the_sentence_is_translated_and_its_values_are_not() -> None:
    assert SourceError("T301", SENTENCE, HINT, path="mektup.txt").render(upper) == (
        "T301: THERE IS NO FILE “mektup.txt”.\nCHECK THE NAME AND THE FOLDER."
    )


def test_a_phrase_inside_a_sentence_is_translated() -> None:
    error = TanikError("T999", "{path}: {what}", path="a", what=Phrase("no {what}", what="Name"))
    assert error.render(upper) == "T999: a: NO Name"
    assert "no Name" in repr(error.values["what"])


def test_a_brace_in_a_value_is_left_alone() -> None:
    assert "{x}.txt" in SourceError("T301", SENTENCE, path="{x}.txt").render()


@pytest.mark.parametrize("kind", [SourceError, StudyNotWritableError])
def test_an_error_survives_the_way_between_processes(kind: type[TanikError]) -> None:
    error = kind("T301", SENTENCE, HINT, path="mektup.txt")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert again.render() == error.render()
    assert again.values == error.values


def test_the_tree_at_the_top_names_every_error_with_its_exit_code() -> None:
    assert errors.__doc__ is not None
    for name, kind in vars(errors).items():
        if isinstance(kind, type) and issubclass(kind, TanikError):
            line = next(line for line in errors.__doc__.splitlines() if name in line.split())
            assert str(kind.exit_code) in line.split() or f"code {kind.exit_code}" in line
