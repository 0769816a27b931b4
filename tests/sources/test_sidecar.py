from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tanik.errors import SettingError
from tanik.sources.sidecar import FIELDS, Sidecar, load_yaml
from tanik.sources.source import KINDS


def test_everything_is_text() -> None:
    text = "yıl: 1931\ngün: 1931-05-06\nboş:\nyok: null\nevet: yes\nsayı: 0x1F\nliste: [1, {a: 2.5}]\n"
    assert load_yaml(text, "s.yaml") == {
        "yıl": "1931",
        "gün": "1931-05-06",
        "boş": "",
        "yok": "null",
        "evet": "yes",
        "sayı": "0x1F",
        "liste": ["1", {"a": "2.5"}],
    }


_PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=20)
_DATA = st.recursive(
    _PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_PLAIN, inner, max_size=3), max_leaves=8
)


@given(_DATA)
def test_what_was_written_comes_back(data: object) -> None:
    written = yaml.dump(data, Dumper=_NoAliases, allow_unicode=True, default_style='"')
    assert load_yaml(written, "s.yaml") == data


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("title: a\nyear: *b\n", 2, "aliases"),
        ("title: a\nnote: b\ntitle: c\n", 3, "title"),
        ("? [a, b]\n: c\n", 1, "no word"),
        ("title: a\n  note: b\n", 2, "none may stand"),
        ("title: a\nnote: b\x07c\n", 2, "U+0007"),
        ("title: a\n---\ntitle: b\n", 2, "another document"),
        ('title: "\\U00110000"\n', 1, "does not exist"),
        ('title: "\\UFFFFFFFF"\n', 1, "does not exist"),
        ("%YAML 1." + "9" * 5000 + "\n---\na: b\n", 1, "does not exist"),
        ("{" * 2_000, 1, "nested too deeply"),
    ],
)
def test_a_fault_names_its_line_and_reason(text: str, line: int, said: str) -> None:
    with pytest.raises(SettingError) as caught:
        load_yaml(text, "s.yaml")
    assert (caught.value.id, caught.value.values["name"], caught.value.values["line"]) == ("T354", "s.yaml", line)
    assert said in str(caught.value.values["reason"])


def test_half_characters_can_be_stored() -> None:
    sidecar = Sidecar.parse('title: "Yol \\uD83D ve \\U0001F4DC, \\uD83D\\uDCDC"\n', "s.yaml")
    assert sidecar.csl["title"] == "Yol \ufffd ve \U0001f4dc, \U0001f4dc"


def test_fields() -> None:
    sidecar = Sidecar.parse(
        "Title: ' Dağ Yolu '\ntype: book\ncontainer: Kış Dergisi\npages: 3-9\nurl: https://example.org\n"
        "author: Su Ak\neditors:\n  - Ak, Can\n  - '{Yol Derneği}'\n  - {family: Ak, dropping-particle: de}\n"
        "kind: LETTER\nkey: yol31\nwritten: 1931~\ncalendar: rumi\nnote:\n",
        "s.yaml",
    )
    assert sidecar.csl == {
        "title": "Dağ Yolu",
        "type": "book",
        "container-title": "Kış Dergisi",
        "page": "3-9",
        "URL": "https://example.org",
        "author": [{"family": "Ak", "given": "Su"}],
        "editor": [
            {"family": "Ak", "given": "Can"},
            {"literal": "Yol Derneği"},
            {"family": "Ak", "dropping-particle": "de"},
        ],
    }
    assert (sidecar.kind, sidecar.key, sidecar.written, sidecar.calendar) == ("letter", "yol31", "1931~", "rumi")
    assert (sidecar.published, sidecar.language) == (None, None)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_known(kind: str) -> None:
    assert Sidecar.parse(f"kind: {kind}", "s.yaml").kind == kind


def test_every_field_can_be_said() -> None:
    for name in FIELDS:
        parsed = Sidecar.parse(f"{name}: {'press' if name == 'kind' else 'Su Ak'}", "s.yaml")
        said = {*map(str, parsed.csl.values()), parsed.key, parsed.kind, parsed.written}
        said |= {parsed.published, parsed.language, parsed.calendar}
        assert len(said - {None}) == 1, name


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("yayin: x", "yayin"),
        ("title: {a: b}", "title"),
        ("author: ['']", "author"),
        ("editor: [[a]]", "editor"),
        ("translator: {}", "translator"),
        ("kind: masal", "masal"),
        ("sadece bir söz", "…"),
        ("", "…"),
    ],
)
def test_what_is_not_understood_is_named(text: str, field: str) -> None:
    with pytest.raises(SettingError) as caught:
        Sidecar.parse(text, "s.yaml")
    assert (caught.value.id, caught.value.values["field"]) == ("T355", field)
    assert str(caught.value).count("s.yaml") == 1
    assert ("memoir" if text.startswith("kind") else "title") in caught.value.values["allowed"]


@given(st.text(st.sampled_from("ab:-[]{}'\"\\uUxD8 \n\t#&*!|>%?,\x00é"), max_size=25))
def test_no_text_brings_another_error(text: str) -> None:
    try:
        loaded = load_yaml(text, "s.yaml")
    except SettingError as error:
        assert error.id == "T354"
        assert 1 <= error.values["line"] <= text.count("\n") + 2
    else:
        str(loaded).encode()
