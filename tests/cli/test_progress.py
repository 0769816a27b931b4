from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from tanik.cli.progress import Progress, minutes


class Screen(StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def work(screen: Screen, *, seconds: float, quiet: bool = False) -> str:
    clock = Clock()
    with Progress(quiet=quiet, stream=screen, clock=clock) as progress:
        progress(0, 4, "words", "hatirat.pdf")
        for done in range(1, 5):
            clock.now += seconds / 4
            progress(done, 4, "words", "hatirat.pdf")
    return screen.getvalue()


def test_two_seconds_of_work_show_nothing() -> None:
    assert work(Screen(terminal=True), seconds=1.9) == ""


def test_longer_work_shows_what_and_how_long() -> None:
    shown = work(Screen(terminal=True), seconds=40)
    assert "hatirat.pdf" in shown
    assert " 50%" in shown
    assert "0:20 left" in shown


def test_the_line_is_gone_at_the_end() -> None:
    last = work(Screen(terminal=True), seconds=40).rsplit("\r", 2)
    assert last[-2].strip() == ""
    assert last[-1] == ""


def test_no_terminal_no_line() -> None:
    assert work(Screen(terminal=False), seconds=40) == ""


def test_quiet_is_quiet() -> None:
    assert work(Screen(terminal=True), seconds=40, quiet=True) == ""


@given(done=st.floats(0, 1e9), all=st.floats(0, 1e9), seconds=st.floats(0, 1e6))
def test_any_numbers_give_a_line(done: float, all: float, seconds: float) -> None:
    assert "%" in Progress(stream=Screen(terminal=True)).line(done, all, "", seconds)


def test_time_in_words() -> None:
    assert [minutes(7.4), minutes(750), minutes(3723)] == ["0:07", "12:30", "1:02:03"]


def test_another_unit_is_another_piece_of_work() -> None:
    screen, clock = Screen(terminal=True), Clock()
    progress = Progress(stream=screen, clock=clock)
    progress(0, 4, "files", "hatirat.pdf")
    clock.now += 10
    progress(0, 100, "words", "hatirat.pdf")
    clock.now += 10
    progress(50, 100, "words", "hatirat.pdf")
    assert "0:10 left" in screen.getvalue()
