from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

Script = Callable[[str], ModuleType]


def test_the_catalogue_is_complete(script: Script) -> None:
    assert script("translations").check() == []


def test_sentences_are_found_wherever_they_are_marked(script: Script) -> None:
    source = (
        'a = N_("one " "two")\n'
        'b = _("three")\n'
        'c = translator(language)("four")\n'
        'd = plural("five", "fives")\n'
        'e = print("six"), N_(name), other("seven")\n'
    )
    found = list(script("translations").sentences_of(source))
    assert found == ["one two", "three", "four", ("five", "fives")]


def catalogue(**messages: str) -> Catalog:
    made = Catalog(locale="tr")
    for number, (english, turkish) in enumerate(messages.items()):
        made.add(english, turkish, locations=[("a.py", number)])
    return made


@pytest.mark.parametrize(
    ("turkish", "fault"),
    [
        ({"one": "bir"}, "missing: two"),
        ({"one": "bir", "two": "iki", "three": "üç"}, "unused: three"),
        ({"one": "bir", "two": ""}, "not translated: two"),
        ({"one": "bir {x}", "two": "iki"}, "other placeholders than the English sentence: one"),
    ],
)
def test_every_fault_is_named(script: Script, turkish: dict[str, str], fault: str) -> None:
    template = catalogue(one="", two="")
    assert list(script("translations").faults(catalogue(**turkish), template)) == [fault]


def test_an_unsure_sentence_is_named(script: Script) -> None:
    unsure = Catalog(locale="tr")
    unsure.add("one", "bir", flags=["fuzzy"])
    assert "unsure: one" in list(script("translations").faults(unsure, catalogue(one="")))


def test_merging_keeps_what_is_known_and_drops_what_is_not_used(script: Script) -> None:
    known = [catalogue(one="eski", old="yaşlı"), catalogue(one="yeni", two="iki")]
    merged = script("translations").merged(catalogue(one="", two="", three=""), known, "tr")
    assert {message.id: message.string for message in merged if message.id} == {
        "one": "yeni",
        "two": "iki",
        "three": "",
    }


def test_a_pair_can_be_translated(script: Script) -> None:
    module = script("translations")
    template = Catalog()
    template.add(("one", "many {n}"), locations=[("a.py", 0)])
    known = Catalog(locale="tr")
    known.add("one", "{n} tane")
    merged = module.merged(template, [known], "tr")
    assert list(module.faults(merged, template)) == []
    assert merged.get("one").string == ("{n} tane",)


def test_a_stale_compiled_catalogue_is_noticed(script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = script("translations")
    place = tmp_path / "tanik.po"
    place.write_bytes((module.folder("tr") / "tanik.po").read_bytes())
    (tmp_path / "tanik.mo").write_bytes(b"old")
    monkeypatch.setattr(module, "folder", lambda language: tmp_path)
    assert [fault for fault in module.check() if "tanik.mo" in fault]


def test_other_words_are_answered_with_the_use(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    assert script("translations").main(["merge"]) == 2
    assert "scripts/translations update" in capsys.readouterr().err
