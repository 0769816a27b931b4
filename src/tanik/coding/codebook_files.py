"""Codebooks as YAML files and as plain values; the codebooks that come with Tanık.

::

    id: harbour                      # short name; without it, the name of the file
    version: 3
    name: {tr: Liman, en: Harbour}
    codes:                           # or "topics:", for codes that apply to statements only
      - id: weather
        name: {tr: Hava, en: Weather}
        definition: {tr: ..., en: ...}
        rule: ...                    # a text without a language belongs to all
        counter_example: ...
        anchor: ...
        anchor_span: {source: 0f..., start: 120, end: 140, quote: ...}
        colour: "#336699"
        applies: [span, statement]
        literature: [...]
        children:                    # or "parent: weather" in the child
          - id: fog

Files of other people are read with care: no aliases or tags, a limited size and depth, everything is text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

import yaml

from tanik.coding.codebook import BOTH, DEEPEST, MOST_CODES, AnchorSpan, Applies, Code, Codebook
from tanik.errors import Phrase, SettingError
from tanik.reasons import fault, refusal
from tanik.translation import N_

SHIPPED = ("viewpoints", "theory")
"""The codebooks that come with Tanık: topics of views, and terms of theories of international relations."""
_FOLDER = Path(__file__).parent / "codebooks"
_LARGEST = 4_000_000
_MOST_NODES = 50 * MOST_CODES
_TEXTS = ("name", "definition", "rule", "counter_example", "anchor")
_BOOK = frozenset(("id", "version", "name", "codes", "topics", "literature"))
_CODE = frozenset((*_TEXTS, "id", "parent", "anchor_span", "colour", "applies", "literature", "formerly", "retired"))
_TRUE, _FALSE = frozenset(("true", "yes", "evet")), frozenset(("false", "no", "hayır", ""))


@dataclass(frozen=True, slots=True)
class _Node:
    """A value of the file with its line, from 1 (0: it comes from no file)."""

    line: int
    value: str | list[_Node] | dict[str, _Node]


def read_codebook(path: Path) -> Codebook:
    """Read a codebook file.

    Raises SettingError: T480 not readable, T481 too large or not UTF-8, T482 not YAML, T483 aliases or a depth that no
    codebook needs, T484 something that has no place there (with its line), T485 to T489 as :class:`Codebook`.
    """
    return parse_codebook(_content(path), path.name, path.stem)


def parse_codebook(content: str, name: str, usual: str = "codebook") -> Codebook:
    """The codebook in a YAML text. ``name``: of the file, for errors; ``usual``: its short name when it says none."""
    return _book(_parse(content, name), name, usual)


def write_codebook(book: Codebook, path: Path) -> None:
    """Write a codebook as YAML, UTF-8. Raises OSError."""
    path.write_text(dump_codebook(book), encoding="utf-8")


def dump_codebook(book: Codebook) -> str:
    """A codebook as YAML text, which :func:`parse_codebook` reads back as the same codebook."""
    return yaml.safe_dump(to_plain(book), allow_unicode=True, sort_keys=False, width=110)


@cache
def shipped(name: str) -> Codebook:
    """One of :data:`SHIPPED`. Raises KeyError for another name."""
    if name not in SHIPPED:
        raise KeyError(name)
    return read_codebook(_FOLDER / f"{name}.yaml")


def to_plain(book: Codebook) -> dict[str, Any]:
    """The codebook as JSON values, codes one after the other with their parents; what is empty is left out."""
    plain: dict[str, Any] = {"id": book.name, "version": book.version}
    if book.titles:
        plain["name"] = dict(book.titles)
    if book.literature:
        plain["literature"] = list(book.literature)
    return plain | {"codes": [_code_to_plain(code) for code in book.codes]}


def from_plain(plain: Mapping[str, Any]) -> Codebook:
    """The inverse of :func:`to_plain`."""
    return _book(_node(plain), str(plain.get("id", "")), "codebook")


def _code_to_plain(code: Code) -> dict[str, Any]:
    plain: dict[str, Any] = {"id": code.id, "uid": code.uid}
    if code.parent is not None:
        plain["parent"] = code.parent
    for key, texts in zip(
        _TEXTS, (code.names, code.definition, code.rule, code.counter_example, code.anchor), strict=True
    ):
        if texts:
            plain[key] = dict(texts)
    if (span := code.anchor_span) is not None:
        plain["anchor_span"] = {"source": span.source, "start": span.start, "end": span.end, "quote": span.quote}
    if code.colour:
        plain["colour"] = code.colour
    if code.applies != BOTH:
        plain["applies"] = sorted(code.applies)
    for key, several in (("literature", code.literature), ("formerly", code.formerly)):
        if several:
            plain[key] = list(several)
    return plain | ({"retired": True} if code.retired else {})


# Reading


def _content(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise SettingError(
                "T481",
                N_("The codebook {path} is larger than {limit} MB."),
                N_("Check that it is the file you meant."),
                path=path.name,
                limit=_LARGEST // 1_000_000,
            )
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingError(
            "T480",
            N_("The codebook {path} cannot be read: {reason}."),
            N_("Check the name of the file and that you may read it."),
            path=str(path),
            reason=refusal(error),
        ) from error
    except UnicodeDecodeError as error:
        raise SettingError(
            "T481",
            N_("The codebook {path} is not UTF-8 text (byte {byte})."),
            N_("Save it as UTF-8 and try again."),
            path=path.name,
            byte=error.start + 1,
        ) from error


def _parse(content: str, name: str) -> _Node:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _build(yaml.parse(content, Loader=loader), name)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        raise SettingError(
            "T482",
            N_("The codebook {path} is not valid YAML: line {line}: {problem}."),
            N_("Look at that line: lines that belong together are indented alike."),
            path=name,
            line=mark.line + 1 if mark else "?",
            problem=fault(getattr(error, "problem", None) or str(error)),
        ) from error


def _build(events: Iterator[Any], name: str) -> _Node:
    """The nodes of a YAML text. Every scalar is text, so that ``no`` and ``1921`` stay what was written."""
    top: list[_Node] = []
    stack: list[tuple[_Node, str | None]] = []  # open lists and mappings, with the key that waits for its value
    for number, event in enumerate(events):
        line = event.start_mark.line + 1
        if number > _MOST_NODES or len(stack) > 2 * DEEPEST + 10 or isinstance(event, yaml.AliasEvent):
            raise _refused(name, line)
        if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                raise _refused(name, line)
            opened = isinstance(event, yaml.CollectionStartEvent)
            value: Any = event.value if isinstance(event, yaml.ScalarEvent) else {}
            node = _Node(line, [] if isinstance(event, yaml.SequenceStartEvent) else value)
            _put(node, stack, top, name)
            if opened:
                stack.append((node, None))
    if len(top) != 1:
        raise _wrong(name, 1, Phrase(N_("it is empty, or more than one document")))
    return top[0]


def _put(node: _Node, stack: list[tuple[_Node, str | None]], top: list[_Node], name: str) -> None:
    if not stack:
        top.append(node)
        return
    above, key = stack[-1]
    if isinstance(above.value, list):
        above.value.append(node)
    elif key is None:
        if not isinstance(node.value, str):
            raise _wrong(name, node.line, Phrase(N_("a list cannot be the name of a field")))
        assert isinstance(above.value, dict)
        if node.value in above.value:
            raise _wrong(name, node.line, Phrase(N_("“{field}” stands twice"), field=_short(node.value)))
        stack[-1] = (above, node.value)
    else:
        assert isinstance(above.value, dict)
        above.value[key] = node
        stack[-1] = (above, None)


def _node(plain: Any) -> _Node:
    if isinstance(plain, Mapping):
        return _Node(0, {str(key): _node(value) for key, value in plain.items()})
    if isinstance(plain, (list, tuple)):
        return _Node(0, [_node(value) for value in plain])
    return _Node(0, "" if plain is None else str(plain).lower() if isinstance(plain, bool) else str(plain))


def _book(node: _Node, name: str, usual: str) -> Codebook:
    fields = _fields(node, name, Phrase(N_("it does not begin with fields such as “name:” and “codes:”")))
    _known(fields, _BOOK, name)
    codes: list[Code] = []
    for key in ("codes", "topics"):
        applies: frozenset[Applies] = frozenset({"statement"}) if key == "topics" else BOTH
        if key in fields:
            _codes(fields[key], None, applies, name, codes, 0)
    version = _number(fields["version"], name) if "version" in fields else 1
    return Codebook(
        name=_text(fields["id"], name) if "id" in fields else usual,
        version=version,
        codes=tuple(codes),
        titles=_texts(fields.get("name"), name),
        literature=_list(fields.get("literature"), name),
    )


def _codes(
    node: _Node, parent: str | None, applies: frozenset[Applies], name: str, found: list[Code], depth: int
) -> None:
    if not isinstance(node.value, list):
        raise _wrong(name, node.line, Phrase(N_("codes are a list, each beginning with “- id:”")))
    if depth > DEEPEST:
        raise _refused(name, node.line)
    for each in node.value:
        fields = _fields(each, name, Phrase(N_("a code is a list of fields, beginning with “- id:”")))
        _known(fields, _CODE | {"children", "uid"}, name)
        if "id" not in fields:
            raise _wrong(name, each.line, Phrase(N_("a code has no “id”")))
        code = _code(fields, parent, applies, name)
        found.append(code)
        if "children" in fields:
            _codes(fields["children"], code.id, code.applies, name, found, depth + 1)


def _code(fields: dict[str, _Node], parent: str | None, applies: frozenset[Applies], name: str) -> Code:
    own = _text(fields["parent"], name) if "parent" in fields else ""
    texts = [_texts(fields.get(key), name) for key in _TEXTS]
    return Code(
        id=_text(fields["id"], name),
        parent=own or parent,
        names=texts[0],
        definition=texts[1],
        rule=texts[2],
        counter_example=texts[3],
        anchor=texts[4],
        anchor_span=_anchor_span(fields["anchor_span"], name) if "anchor_span" in fields else None,
        colour=_text(fields["colour"], name) if "colour" in fields else "",
        applies=_applies(fields["applies"], name) if "applies" in fields else applies,
        literature=_list(fields.get("literature"), name),
        formerly=_list(fields.get("formerly"), name),
        retired="retired" in fields and _truth(fields["retired"], name),
        uid=_text(fields["uid"], name) if "uid" in fields else "",
    )


def _fields(node: _Node, name: str, problem: Phrase) -> dict[str, _Node]:
    if not isinstance(node.value, dict):
        raise _wrong(name, node.line, problem)
    return node.value


def _known(fields: dict[str, _Node], known: frozenset[str], name: str) -> None:
    for field, node in fields.items():
        if field not in known:
            raise _wrong(name, node.line, Phrase(N_("unknown field “{field}”"), field=_short(field)))


def _text(node: _Node, name: str) -> str:
    if not isinstance(node.value, str):
        raise _wrong(name, node.line, Phrase(N_("here a text is needed, not a list")))
    return node.value.strip()


def _texts(node: _Node | None, name: str) -> dict[str, str]:
    """Texts by language; a bare text is one for every language of Tanık (key ``""`` is never kept)."""
    if node is None:
        return {}
    if isinstance(node.value, dict):
        return {language: text for language, each in node.value.items() if (text := _text(each, name))}
    text = _text(node, name)
    return {"tr": text, "en": text} if text else {}


def _list(node: _Node | None, name: str) -> tuple[str, ...]:
    if node is None or node.value == "":
        return ()
    each = node.value if isinstance(node.value, list) else [node]
    return tuple(dict.fromkeys(text for one in each if (text := _text(one, name))))


def _number(node: _Node, name: str) -> int:
    text = _text(node, name)
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise _wrong(name, node.line, Phrase(N_("“{value}” is no whole number"), value=_short(text)))
    return int(text)


def _truth(node: _Node, name: str) -> bool:
    text = _text(node, name).lower()
    if text not in _TRUE | _FALSE:
        raise _wrong(name, node.line, Phrase(N_("“{value}” is neither true nor false"), value=_short(text)))
    return text in _TRUE


def _applies(node: _Node, name: str) -> frozenset[Applies]:
    words = _list(node, name)
    allowed = get_args(Applies)
    for word in words:
        if word not in allowed:
            raise _wrong(
                name,
                node.line,
                Phrase(N_("a code applies to “span”, “statement” or both, not to “{value}”"), value=word),
            )
    return frozenset(each for each in allowed if each in words)


def _anchor_span(node: _Node, name: str) -> AnchorSpan:
    fields = _fields(node, name, Phrase(N_("a place has “source”, “start”, “end” and “quote”")))
    _known(fields, frozenset(("source", "start", "end", "quote")), name)
    if len(fields) < 4:
        raise _wrong(name, node.line, Phrase(N_("a place has “source”, “start”, “end” and “quote”")))
    quote = fields["quote"]
    if not isinstance(quote.value, str):
        raise _wrong(name, quote.line, Phrase(N_("here a text is needed, not a list")))
    start, end = _number(fields["start"], name), _number(fields["end"], name)
    return AnchorSpan(_text(fields["source"], name), start, end, quote.value)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _wrong(name: str, line: int, problem: Phrase) -> SettingError:
    return SettingError(
        "T484",
        N_("The codebook {path}, line {line}: {problem}."),
        N_("docs/coding.md shows a whole codebook file."),
        path=name,
        line=line or "?",
        problem=problem,
    )


def _refused(name: str, line: int) -> SettingError:
    return SettingError(
        "T483",
        N_("The codebook {path}, line {line}: aliases (“&”, “*”) and very deep or very long lists are not read."),
        N_("Write out what stands behind the alias; a codebook has at most {deepest} levels."),
        path=name,
        line=line,
        deepest=DEEPEST,
    )
