import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from command_line import Tanik
from tanik import __version__
from tanik.cli import date
from tanik.cli.main import COMMANDS, main
from tanik.cli.main import tanik as tanik_group


def test_version(tanik: Tanik) -> None:
    assert tanik("--version").out == f"tanik {__version__}\n"


def test_help_names_every_command_in_both_languages(tanik: Tanik) -> None:
    english, turkish = tanik("--help").out, tanik("--help", "--lang", "tr").out
    assert all(f"\n  {name} " in shown for name in COMMANDS for shown in (english, turkish))
    assert "Usage" in english
    assert "Usage" not in turkish


@pytest.mark.parametrize("command", COMMANDS)
def test_every_word_of_help_is_translated(tanik: Tanik, command: str) -> None:
    turkish = tanik(command, "--help", "--lang", "tr").out
    found = tanik_group.get_command(click.Context(tanik_group), command)
    assert found is not None
    options = [param for param in found.params if isinstance(param, click.Option)]
    assert turkish
    for option in options:
        assert option.help, f"{option.name} has no help"
        assert " ".join(option.help.split()[:4]) not in " ".join(turkish.split())


def test_without_a_command_help_is_shown(tanik: Tanik) -> None:
    answer = tanik()
    assert answer.code == 2
    assert "tanik read FILE" in answer.out + answer.err


def test_an_unknown_command_is_named(tanik: Tanik) -> None:
    answer = tanik("raed")
    assert answer.code == 2
    assert "raed" in answer.err


def test_a_language_tanik_does_not_speak(tanik: Tanik) -> None:
    answer = tanik("--lang", "fr", "info", "a.tanik")
    assert answer.code == 2
    assert answer.err.startswith("T201: ")


def test_the_language_of_the_environment(tanik: Tanik, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANIK_LANG", "tr")
    assert "Kullanım" in tanik("--help").out
    monkeypatch.setenv("TANIK_LANG", "fr")
    assert tanik("--help").code == 2


def broken(error: BaseException) -> click.Command:
    @click.command("date")
    def command() -> None:
        raise error

    return command


def test_a_mistake_of_the_program_is_told_and_its_details_are_kept(
    tanik: Tanik, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(date, "command", broken(ZeroDivisionError("by nothing")))
    answer = tanik("date")
    assert answer.code == 70
    assert "Traceback" not in answer.err
    (details,) = tmp_path.glob("tanik-*.txt")
    assert str(details) in answer.err
    assert "by nothing" in details.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "T202"),
        (PermissionError(13, "Permission denied", "/a/b"), 1, "/a/b"),
        (OSError(28, "No space left on device"), 1, "No space left"),
    ],
)
def test_every_other_end_is_a_sentence(
    tanik: Tanik, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, words: str
) -> None:
    monkeypatch.setattr(date, "command", broken(error))
    answer = tanik("date")
    assert answer.code == code
    assert words in answer.err


def program(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tanik", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={"PATH": os.environ["PATH"], "TANIK_LANG": "en", "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
        timeout=60,
    )


def test_the_program_itself_starts() -> None:
    done = program("date", "16 Mart 1921")
    assert (done.returncode, done.stderr) == (0, "")
    assert "1921-03-16" in done.stdout


def test_a_terminal_without_turkish_letters_does_no_harm() -> None:
    done = program("--help", TANIK_LANG="tr", PYTHONIOENCODING="iso-8859-1")
    assert done.returncode == 0
    assert "Tan\\u0131k" in done.stdout


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m tanik --help | true"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_asking_for_help_does_not_wait_for_the_readers() -> None:
    heavy = ("pandas", "pyarrow", "altair", "lxml", "pypdfium2", "sqlite3", "yaml", "akana", "simplemma", "PIL")
    code = (
        "import sys; from tanik.cli.main import run; run(['--help']); "
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_the_console_script_leaves_with_the_code(monkeypatch: pytest.MonkeyPatch, tanik: Tanik) -> None:
    monkeypatch.setattr(sys, "argv", ["tanik", "info", "nowhere.tanik"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 5
