"""Named settings of the program: each is an environment variable with a meaning, a default and a check.

What concerns one source or one reading is no setting but an argument; see :mod:`tanik.reading.settings`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tanik.errors import SettingError
from tanik.translation import LANGUAGES, N_, user_language


@dataclass(frozen=True, slots=True)
class Setting:
    """``meaning``: one sentence for the user; ``default``: as shown to people; ``parse`` raises ValueError."""

    name: str
    variable: str
    default: str
    meaning: str
    allowed: str
    parse: Callable[[str], Any]
    when_missing: Callable[[Mapping[str, str]], Any]


def _language(text: str) -> str:
    code = text[:2].lower()
    if code not in LANGUAGES:
        raise ValueError(text)
    return code


def _processes(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 256:
        raise ValueError(text)
    return number


def _folder(text: str) -> Path:
    folder = Path(text).expanduser()
    if not folder.is_dir():
        raise ValueError(text)
    return folder


def _coder(text: str) -> str:
    name = " ".join(text.split())
    if not name.isprintable() or len(name) > 100:
        raise ValueError(text)
    return name


def _login() -> str:
    import getpass  # needed only when somebody codes

    try:
        return _coder(getpass.getuser()) or "coder"
    except (OSError, KeyError, ImportError, ValueError):  # no name on this computer
        return "coder"


def _temporary() -> Path:
    import tempfile  # slow to import and needed only when something went wrong

    return Path(tempfile.gettempdir())


SETTINGS: tuple[Setting, ...] = (
    Setting(
        name="language",
        variable="TANIK_LANG",
        default=N_("the language of the computer, else English"),
        meaning=N_("The language in which Tanık speaks to you and writes reports."),
        allowed=N_("tr or en"),
        parse=_language,
        when_missing=lambda environment: user_language(dict(environment)),
    ),
    Setting(
        name="processes",
        variable="TANIK_PROCESSES",
        default="1",
        meaning=N_("How many sources are read at the same time. The reading is the same with any number."),
        allowed=N_("a whole number from 1 to 256"),
        parse=_processes,
        when_missing=lambda environment: 1,
    ),
    Setting(
        name="coder",
        variable="TANIK_CODER",
        default=N_("your name on this computer"),
        meaning=N_("Under which name you accept, correct and code."),
        allowed=N_("a name"),
        parse=_coder,
        when_missing=lambda environment: _login(),
    ),
    Setting(
        name="fault_folder",
        variable="TANIK_FAULTS",
        default=N_("the computer's folder for temporary files"),
        meaning=N_("Where the details of an unexpected fault are written."),
        allowed=N_("a folder that exists"),
        parse=_folder,
        when_missing=lambda environment: _temporary(),
    ),
)


def setting(name: str, environment: Mapping[str, str] | None = None) -> Any:
    """The value of a setting: from its environment variable, else its default.

    Raises :class:`~tanik.errors.SettingError` when the variable holds what the setting does not allow, and
    :class:`KeyError` for a name that is no setting (a mistake in the program, not of the user).
    """
    known = {each.name: each for each in SETTINGS}[name]
    values = os.environ if environment is None else environment
    text = values.get(known.variable, "").strip()
    if not text:
        return known.when_missing(values)
    try:
        return known.parse(text)
    except ValueError as error:
        raise SettingError(
            "T101",
            N_("The setting {variable} is “{value}”, which cannot be used."),
            N_("Set {variable} to something else or remove it; docs/settings.md says what each setting takes."),
            variable=known.variable,
            value=text,
        ) from error
