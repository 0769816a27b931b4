"""The rules of the W3C model.

Each refused annotation has the fault of one sample of the W3C's test suite (w3c/web-annotation-tests, tools/samples,
``incorrect``; W3C test-suite licence and 3-clause BSD), written anew; the accepted ones the shapes of ``correct``.
"""

from __future__ import annotations

from typing import Any

import pytest

from tanik.exchange.web_annotation_rules import CONTEXT, as_list, is_moment, problems

HERE = "http://example.org/"
PLAIN: dict[str, Any] = {"@context": CONTEXT, "id": f"{HERE}1", "type": "Annotation", "target": f"{HERE}page"}

GOOD: list[dict[str, Any]] = [
    {"body": f"{HERE}post"},
    {"@context": [CONTEXT, f"{HERE}own.json"], "type": ["Annotation", "x:Own"]},
    {"target": {"id": f"{HERE}a.mpg", "type": "Video", "format": "video/mpeg", "language": ["en", "fr"]}},
    {
        "body": [f"{HERE}d1", {"type": "TextualBody", "value": "x", "purpose": "tagging"}],
        "target": [f"{HERE}a", f"{HERE}b"],
    },
    {"body": {"type": "Choice", "items": [{"id": f"{HERE}n1", "language": "en"}, f"{HERE}n2"]}},
    {"bodyValue": "yorum"},
    {"creator": {"id": f"{HERE}u", "type": "Person"}, "created": "2015-01-28T12:00:00Z", "generator": f"{HERE}g"},
    {"canonical": "urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df", "via": f"{HERE}v", "rights": f"{HERE}r"},
    {"target": {"source": f"{HERE}p", "selector": {"type": "TextQuoteSelector", "exact": "x", "prefix": "y"}}},
    {"target": {"source": f"{HERE}p", "selector": {"type": "TextPositionSelector", "start": 4, "end": 9}}},
    {
        "target": {
            "source": f"{HERE}p",
            "selector": {
                "type": "RangeSelector",
                "startSelector": {"type": "XPathSelector", "value": "//a"},
                "endSelector": {"type": "XPathSelector", "value": "//b"},
                "refinedBy": {"type": "TimeState", "sourceDate": "2015-07-20T13:30:00Z"},
            },
        }
    },
    {"target": {"source": f"{HERE}p", "state": {"type": "HttpRequestState", "value": "Accept: x"}}},
]
BAD: list[tuple[str, dict[str, Any]]] = [
    ("@context", {"@context": None}),
    ("@context", {"@context": [f"{HERE}not/mine.json"]}),
    ("id", {"id": [f"{HERE}1", f"{HERE}2"]}),
    ("type", {"type": "Squirrel"}),
    ("target", {"target": 9}),
    ("target", {"target": None}),
    ("generator", {"generator": 42}),
    ("modified", {"modified": "an hour ago"}),
    ("modified", {"modified": ["2015-01-28T12:00:00Z", "2015-01-28T12:00:01Z"]}),
    ("created", {"created": "2015-13-28T12:00:00Z"}),
    ("via", {"via": "not a uri"}),
    ("bodyValue", {"bodyValue": "x", "body": f"{HERE}b"}),
    ("selector", {"target": {"source": f"{HERE}p", "selector": {"type": "FragmentSelector", "value": ["x", "y"]}}}),
    ("source", {"target": {"type": "SpecificResource", "selector": {"type": "FragmentSelector", "value": "x"}}}),
    ("items", {"body": {"type": "TextualBody", "value": "x", "items": [f"{HERE}a"]}}),
    ("value", {"body": {"type": "Choice", "value": "x", "items": [f"{HERE}a"]}}),
    ("type", {"target": {"type": "TextualBody", "value": "x", "id": f"{HERE}a"}}),
    ("textDirection", {"body": {"type": "TextualBody", "value": "x", "textDirection": "up"}}),
    ("start", {"target": {"source": f"{HERE}p", "selector": {"type": "TextPositionSelector", "start": -1, "end": 2}}}),
]


@pytest.mark.parametrize("changes", GOOD)
def test_what_the_model_allows(changes: dict[str, Any]) -> None:
    assert problems({**PLAIN, **changes}) == []


@pytest.mark.parametrize(("key", "changes"), BAD)
def test_what_the_model_forbids_is_said_with_its_key(key: str, changes: dict[str, Any]) -> None:
    assert any(key in problem for problem in problems({**PLAIN, **changes}))


def test_small_things() -> None:
    assert problems(3) == ["the annotation is no object"]
    assert [as_list(each) for each in (None, [], 1, [1])] == [[], [], [1], [1]]
    assert is_moment("2015-01-28T12:00:00+02:00")
    assert not is_moment("2015-01-28")
    deep: Any = f"{HERE}x"
    for _ in range(500):
        deep = {"type": "Choice", "items": [deep]}
    assert problems({**PLAIN, "body": deep})
