"""The sidecar YAML: what the user says of one source, in a file beside it.

Every value is read as it is written (``1955`` and ``1921-03-16`` stay strings). Aliases and double keys are refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from tanik.errors import Phrase, SettingError
from tanik.reasons import fault
from tanik.sources import bibliography_formats as formats
from tanik.sources.source import KINDS, SourceKind
from tanik.translation import N_

_NAMES = {"author": "author", "authors": "author", "editor": "editor", "editors": "editor", "translator": "translator"}
_TEXTS = {
    "title": "title",
    "type": "type",
    "container": "container-title",
    "journal": "container-title",
    "publisher": "publisher",
    "place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "edition": "edition",
    "archive": "archive",
    "url": "URL",
    "doi": "DOI",
    "isbn": "ISBN",
    "note": "note",
}
_OWN = ("kind", "written", "published", "language", "calendar", "key")
FIELDS = tuple(sorted({*_NAMES, *_TEXTS, *_OWN}))
"""Fields that a sidecar may have."""


class _RefusedError(yaml.constructor.ConstructorError):
    """What PyYAML allows and Tanık does not."""

    def __init__(self, phrase: Phrase, mark: Any) -> None:
        super().__init__(None, None, str(phrase), mark)
        self.phrase = phrase


class _Loader(yaml.BaseLoader):
    """PyYAML's loader that builds only strings, lists and mappings; without aliases and double keys."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise _RefusedError(Phrase(N_("aliases (*name) are not allowed")), mark)
        return super().compose_node(parent, index)

    def construct_scalar(self, node: Any) -> Any:
        # An escape can say half a character (“\uD800”), which no file or database can store.
        return str(super().construct_scalar(node)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen if isinstance(key.value, str) else True:
                twice = Phrase(N_("the key “{key}” stands there twice or is no word"), key=key.value)
                raise _RefusedError(twice, key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def load_yaml(text: str, name: str) -> Any:
    """The content of a YAML text: strings, lists, mappings. Raises ``SettingError`` with the line of the fault."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - builds only strings, lists and mappings
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:
        line, reason = _fault(error, text)
        raise SettingError(
            "T354",
            N_("“{name}” is no valid YAML, line {line}: {reason}."),
            N_("Check the line: “name: value”, two blanks for every step to the right, text with a colon in quotes."),
            name=name,
            line=line,
            reason=reason,
        ) from error


def _fault(error: Exception, text: str) -> tuple[int, Phrase]:
    """The line of a fault, and what it is. PyYAML lets Python's own errors through for escapes and versions."""
    if isinstance(error, yaml.reader.ReaderError):
        character = f"U+{ord(text[error.position]):04X}"
        reason = Phrase(N_("the character {character} is not allowed"), character=character)
        return text.count("\n", 0, error.position) + 1, reason
    mark = getattr(error, "problem_mark", None)
    if isinstance(error, RecursionError):
        return 1, Phrase(N_("it is nested too deeply"))
    problem = getattr(error, "problem", None)
    if isinstance(error, _RefusedError):
        reason = error.phrase
    elif problem:
        reason = fault(problem)
    else:
        reason = Phrase(N_("there is an escape or a number that does not exist"))
    return mark.line + 1 if mark is not None else 1, reason


@dataclass(slots=True)
class Sidecar:
    """``csl``: the fields that CSL knows; the others as said."""

    csl: dict[str, Any] = field(default_factory=dict)
    key: str | None = None
    kind: SourceKind | None = None
    written: str | None = None
    published: str | None = None
    language: str | None = None
    calendar: str | None = None

    @classmethod
    def parse(cls, text: str, name: str) -> Sidecar:
        """The sidecar in a YAML text. Raises ``SettingError``."""
        data = load_yaml(text, name)
        if not isinstance(data, dict):
            raise _not_understood(name, "…", N_("“{name}” must hold lines of the form “field: value”."))
        sidecar = cls()
        for key, value in data.items():
            sidecar._take(str(key).strip().lower(), value, name)
        return sidecar

    def _take(self, key: str, value: Any, name: str) -> None:
        if key in _NAMES:
            names = value if isinstance(value, list) else [value]
            self.csl[_NAMES[key]] = [_name(item, name, key) for item in names]
            return
        if key not in FIELDS:
            raise _not_understood(name, key, N_("“{name}” has a field “{field}”, which is not known."))
        if not isinstance(value, str):
            raise _not_understood(name, key, N_("In “{name}”, “{field}” must be one text."))
        text = value.strip()
        if not text:
            return
        if key in _TEXTS:
            self.csl[_TEXTS[key]] = text
        elif key == "kind":
            self.kind = next((kind for kind in KINDS if kind == text.lower()), None)
            if self.kind is None:
                raise _not_understood(name, text, N_("In “{name}”, “kind: {field}” is not known."), KINDS)
        else:
            setattr(self, key, text)


def _name(value: Any, name: str, key: str) -> dict[str, str]:
    if isinstance(value, str) and value.strip():
        return formats.csl_name(value)
    if isinstance(value, dict) and value and all(isinstance(part, str) for part in value.values()):
        return {str(k): v for k, v in value.items()}
    raise _not_understood(name, key, N_("In “{name}”, “{field}” must be a name or a list of names."))


def _not_understood(name: str, field: str, sentence: str, allowed: tuple[str, ...] = FIELDS) -> SettingError:
    return SettingError(
        "T355", sentence, N_("Possible are: {allowed}."), name=name, field=field, allowed=", ".join(allowed)
    )
