from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import tanik
from tanik.errors import SettingError, SourceError, SourceMissingError
from tanik.study import Added, Failed, Study
from tanik.study.adding import Description


def only(study: Study) -> dict[str, object]:
    (row,) = study.sources().to_pylist()
    return dict(row)


def test_a_file_becomes_a_source_with_what_was_said(study: Study, text: Path) -> None:
    source = study.add(
        text,
        kind="memoir",
        authors=["Nermin Tan"],
        title="Yol",
        written="1922",
        published="1960",
        language="tr",
        calendar="rumi",
    )
    assert source.id == source.sha256[:16]
    assert (source.name, source.kind, source.authors, source.calendar) == ("yol.txt", "memoir", ("Nermin Tan",), "rumi")
    ((kept, document, reading),) = study.documents()
    assert kept == source
    assert "çok dikkatli bir denizci" in document.text
    assert reading is None


def test_one_author_may_be_given_as_a_string(study: Study, text: Path) -> None:
    assert study.add(text, authors="Nermin Tan").authors == ("Nermin Tan",)


def test_the_same_file_twice_is_one_source_with_the_newer_description(study: Study, text: Path) -> None:
    first = study.add(text, kind="memoir", title="Yol")
    second = study.add(text, title="Uzun Yol", written="1955")
    assert (second.id, second.kind, second.title, second.written) == (first.id, "memoir", "Uzun Yol", "1955")
    assert only(study)["version"] == 1


def test_a_copy_under_another_name_is_the_same_source(study: Study, text: Path) -> None:
    study.add(text)
    copy = study.add(shutil.copy(text, text.with_name("kopya.txt")))
    assert only(study)["path"] == "kopya.txt" == copy.path


def test_a_corrected_file_is_a_new_version_of_its_source(study: Study, text: Path) -> None:
    first = study.add(text, kind="memoir")
    text.write_text(text.read_text(encoding="utf-8").replace("uzun", "pek uzun"), encoding="utf-8")
    second = study.add(text)
    assert (second.id, second.kind) == (first.id, "memoir")
    assert second.sha256 != first.sha256
    assert only(study)["version"] == 2
    ((_, document, _),) = study.documents()
    assert "pek uzun" in document.text


def test_a_file_overwritten_by_another_source_leaves_the_first_without_a_place(study: Study, text: Path) -> None:
    other = text.with_name("b.txt")
    other.write_text("Bambaşka bir metin burada duruyor.", encoding="utf-8")
    first, second = study.add(text), study.add(other)
    shutil.copy(other, text)
    assert study.add(text).id == second.id
    assert {row["id"]: row["path"] for row in study.sources().to_pylist()} == {first.id: "", second.id: "yol.txt"}


def test_another_encoding_makes_a_new_version(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "eski.txt"
    path.write_bytes("Şişli'de güzel bir gün idi. Işık da vardı.".encode("windows-1254"))
    study.add(path, encoding="iso-8859-1")
    study.add(path, encoding="windows-1254")
    ((_, document, _),) = study.documents()
    assert "Şişli" in document.text
    study.add(path)
    assert only(study)["version"] == 2


def test_paths_are_kept_as_seen_from_the_study(study: Study, tmp_path: Path) -> None:
    (tmp_path / "kaynak").mkdir()
    path = tmp_path / "kaynak" / "a.txt"
    path.write_text("Kısa bir metin.", encoding="utf-8")
    assert study.add(path).path == "kaynak/a.txt"


@pytest.mark.parametrize(
    ("said", "id"),
    [
        ({"kind": "novel"}, "T520"),
        ({"language": "xx"}, "T521"),
        ({"calendar": "mayan"}, "T522"),
        ({"written": "last summer"}, "T110"),
        ({"published": "1955-13"}, "T111"),
    ],
)
def test_a_description_that_cannot_be_is_refused_before_anything_is_written(
    study: Study, text: Path, said: dict[str, str], id: str
) -> None:
    with pytest.raises(SettingError) as caught:
        study.add(text, **said)  # type: ignore[arg-type]
    assert caught.value.id == id
    assert study.info().sources == 0
    with pytest.raises(SettingError):
        study.add_all([text], **said)


def test_a_language_with_a_region_is_its_language(study: Study, text: Path) -> None:
    Description(language="tr-TR").check()
    assert study.add(text, language="tr-TR").language == "tr"


def test_the_language_of_the_study_is_used_where_none_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("12 34 56. 78 90.", encoding="utf-8")
    with tanik.open(tmp_path / "en.tanik", language="en") as study:
        study.add(path)
        ((source, document, _),) = study.documents()
    assert (source.language, document.language) == (None, "en")


def test_a_file_that_cannot_be_read_does_not_stop_the_others(study: Study, texts: list[Path]) -> None:
    empty = texts[0].with_name("empty.txt")
    empty.touch()
    missing = texts[0].with_name("missing.txt")
    results = study.add_all([texts[0], empty, missing, texts[1]])
    assert [type(result) for result in results] == [Added, Failed, Failed, Added]
    assert [result.path for result in results] == [texts[0], empty, missing, texts[1]]
    assert isinstance(results[2], Failed) and isinstance(results[2].error, SourceMissingError)
    assert study.info().sources == 2


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    study: Study, text: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tanik.sources import catalogue

    real = catalogue.extract

    def slow(path: Path, **options: str | None) -> object:
        extraction = real(path, **options)  # type: ignore[arg-type]
        path.write_text("Bu arada değişti.", encoding="utf-8")
        return extraction

    monkeypatch.setattr(catalogue, "extract", slow)
    with pytest.raises(SourceError) as caught:
        study.add(text)
    assert caught.value.id == "T523"
    assert study.info().sources == 0


def test_a_sidecar_describes_its_source_and_options_win(study: Study, text: Path) -> None:
    text.with_suffix(".yaml").write_text(
        "kind: memoir\ntitle: Yol\nauthor: [Nermin Tan]\nwritten: 1922\n", encoding="utf-8"
    )
    source = study.add(text, written="1923")
    assert (source.kind, source.title, source.authors, source.written) == ("memoir", "Yol", ("Nermin Tan",), "1923")


def test_a_bibliography_describes_the_source_that_its_key_names(study: Study, texts: list[Path]) -> None:
    works = texts[0].with_name("works.bib")
    works.write_text(
        "@book{bolum1, title = {Birinci}, author = {Tan, Nermin}, year = {1960}}\n"
        "@book{bolum2, title = {İkinci}, author = {Can, Ali}, year = {1961}}\n",
        encoding="utf-8",
    )
    first, second, third = study.add_all([texts[1], texts[2], texts[3]], bibliography=works)
    assert isinstance(first, Added) and isinstance(second, Added) and isinstance(third, Added)
    assert (first.source.title, first.source.authors, first.source.published) == ("Birinci", ("Nermin Tan",), "1960")
    assert second.source.title == "İkinci"
    assert second.source.csl["title"] == "İkinci"
    assert third.source.title is None
    assert [problem.id for problem in third.problems] == ["T524"]


def test_a_bibliography_of_one_work_describes_the_only_file(study: Study, text: Path) -> None:
    works = text.with_name("one.bib")
    works.write_text("@book{any, title = {Tek}, author = {Tan, Nermin}, year = {1960}}\n", encoding="utf-8")
    assert study.add(text, bibliography=works).title == "Tek"


def test_progress_is_told_in_files(study: Study, texts: list[Path]) -> None:
    told: list[tuple[int, int, str, str]] = []
    study.add_all(texts[:2], progress=lambda *step: told.append(step))
    assert told == [(0, 2, "files", "bolum0.txt"), (1, 2, "files", "bolum1.txt"), (2, 2, "files", "")]
