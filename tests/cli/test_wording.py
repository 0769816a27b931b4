import gettext
import os

import click
import pytest
from click.testing import CliRunner

from tanik.cli import click_words
from tanik.cli.wording import Argument, Command, Option, language, say, speaking, take_language


@click.command("count", cls=Command, help="Show this message and exit.", epilog="Usage:")
@click.argument("source", cls=Argument, metavar="file")
@click.option("--deep", cls=Option, metavar="path", help="Show the version and exit.")
def count(source: str, deep: str | None) -> None:
    click.echo(source)


def help_in(code: str) -> str:
    with speaking(code):
        return CliRunner().invoke(count, ["--help"]).output


def test_english_is_the_source() -> None:
    shown = help_in("en")
    assert "Usage: count [OPTIONS] file" in shown
    assert "--deep path" in shown


def test_help_is_translated_whole() -> None:
    shown = help_in("tr")
    for english in ("Usage", "OPTIONS", "Options", "Show this message", "Show the version"):
        assert english not in shown
    for sentence in ("Usage:", "Options", "Show the version and exit.", "file", "path", "[OPTIONS]"):
        with speaking("tr"):
            assert say(sentence) in shown


def test_the_command_itself_stays_english() -> None:
    help_in("tr")
    assert count.help == "Show this message and exit."
    assert help_in("en") == help_in("en")


def test_a_mistake_is_answered_in_the_same_language() -> None:
    with speaking("tr"):
        answer = CliRunner().invoke(count, ["a", "--dep", "b"])
        assert answer.exit_code == 2
        assert "No such option" not in answer.output
        assert "--dep" in answer.output


def test_speaking_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LANGUAGE", raising=False)
    domain = gettext.textdomain()
    with pytest.raises(ZeroDivisionError), speaking("tr"):
        assert language() == "tr"
        assert os.environ["LANGUAGE"] == "tr"
        1 / 0  # noqa: B018
    assert "LANGUAGE" not in os.environ
    assert gettext.textdomain() == domain
    assert language() == "en"


def test_say_fills_names_and_leaves_nothing_alone() -> None:
    assert say("{name} {filename!r} is a file.", name="Yol", filename="a") == "Yol 'a' is a file."
    assert say("") == ""


@pytest.mark.parametrize(
    ("words", "left", "found"),
    [
        (["read", "a.txt"], ["read", "a.txt"], None),
        (["--lang", "tr", "read"], ["read"], "tr"),
        (["read", "a.txt", "--lang=en"], ["read", "a.txt"], "en"),
        (["--lang", "tr", "info", "--lang", "en"], ["info"], "en"),
        (["read", "--", "--lang", "tr"], ["read", "--", "--lang", "tr"], None),
        (["--lang"], ["--lang"], None),
    ],
)
def test_the_language_is_taken_wherever_it_stands(words: list[str], left: list[str], found: str | None) -> None:
    assert take_language(words) == found
    assert words == left


def test_the_sentences_of_click_are_those_of_the_installed_click() -> None:
    from pathlib import Path

    source = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    pairs = [sentence for pair in click_words.PLURALS for sentence in pair]
    wanted = [repr(sentence)[1:-1].replace("\\'", "'") for sentence in (*click_words.SENTENCES, *pairs)]
    assert [sentence for sentence in wanted if sentence not in source] == []
