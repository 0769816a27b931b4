"""The family of errors, and nothing else.

::

    TanikError                      exit code 1
    ├── UsageError                  2   the command or its options are wrong
    ├── SettingError                2   a setting, date or sidecar file cannot be understood
    ├── SourceError                 3   a source file cannot be read
    │   ├── SourceMissingError      3
    │   ├── EmptySourceError        3
    │   ├── UnknownFormatError      3
    │   ├── DamagedSourceError      3
    │   ├── LockedSourceError       3   a password or no permission
    │   ├── HostileSourceError      3   zip bomb, entities, path tricks
    │   └── MissingPartError        4   a program or package is not installed
    ├── StudyError                  5   the study file
    │   ├── StudyMissingError       5
    │   ├── StudyDamagedError       5
    │   ├── StudyNewerError         5   written by a newer Tanık
    │   ├── StudyLockedError        5   another process is writing
    │   └── StudyNotWritableError   5   no permission, disk full
    └── Stopped                     130 the user stopped; what was done is kept

Every error carries an ``id`` (stable, printed in front), a ``sentence`` (what was found and where, English source
text of the translation), ``hint`` (what to do next) and ``values`` that fill both. Sentences are translated when they
are shown, never when they are raised, so that an error can be stored and read in another language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Phrase:
    """Part of a sentence that is itself to be translated: a value of an error such as *what* is wrong.

    ``text``: English source text with ``{names}`` filled from ``values``.
    """

    def __init__(self, text: str, **values: Any) -> None:
        self.text = text
        self.values = values

    def render(self, translate: Callable[[str], str] = str) -> str:
        return translate(self.text).format(**self.values)

    def __str__(self) -> str:
        return self.render()

    def __repr__(self) -> str:
        return f"Phrase({str(self)!r})"


class TanikError(Exception):
    """Base of all errors a user can meet.

    ``id``: stable, e.g. ``"T301"``; ``sentence`` and ``hint``: format strings over ``values``.
    """

    exit_code = 1

    def __init__(self, id: str, sentence: str, hint: str = "", **values: Any) -> None:
        super().__init__(id, sentence, hint, values)
        self.id = id
        self.sentence = sentence
        self.hint = hint
        self.values = values

    def render(self, translate: Callable[[str], str] = str) -> str:
        """The error as one line of text (two when it has a hint), in the language of ``translate``."""
        values = {
            name: value.render(translate) if isinstance(value, Phrase) else value for name, value in self.values.items()
        }
        line = f"{self.id}: {translate(self.sentence).format(**values)}"
        return f"{line}\n{translate(self.hint).format(**values)}" if self.hint else line

    def __str__(self) -> str:
        return self.render()

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.id, self.sentence, self.hint, self.values))


def _rebuild(kind: type[TanikError], id: str, sentence: str, hint: str, values: dict[str, Any]) -> TanikError:
    return kind(id, sentence, hint, **values)


class UsageError(TanikError):
    exit_code = 2


class SettingError(TanikError):
    exit_code = 2


class SourceError(TanikError):
    exit_code = 3


class SourceMissingError(SourceError):
    pass


class EmptySourceError(SourceError):
    pass


class UnknownFormatError(SourceError):
    pass


class DamagedSourceError(SourceError):
    pass


class LockedSourceError(SourceError):
    pass


class HostileSourceError(SourceError):
    pass


class MissingPartError(SourceError):
    exit_code = 4


class StudyError(TanikError):
    exit_code = 5


class StudyMissingError(StudyError):
    pass


class StudyDamagedError(StudyError):
    pass


class StudyNewerError(StudyError):
    pass


class StudyLockedError(StudyError):
    pass


class StudyNotWritableError(StudyError):
    pass


class Stopped(TanikError):  # noqa: N818 - the user stopped it; nothing went wrong
    exit_code = 130
