from __future__ import annotations

from pathlib import Path

import pytest

from tanik.coding.codebook import Code, Codebook
from tanik.errors import SettingError, StudyError, UsageError
from tanik.study import Study


def test_a_codebook_is_used_changed_written_and_used_again(study: Study, text: Path, tmp_path: Path) -> None:
    books = study.coding.as_coder("Ayla").codebooks
    with pytest.raises(StudyError, match="T550"):
        books.get()
    books.use("theory")
    assert study.codebook().code("security").parent == "realism"
    books.edit(Code("security", "realism", {"tr": "Güvenlik"}, colour="#000000"))
    books.move("security", None)
    study.write_codebook(tmp_path / "k.yaml")
    assert (len(books), study.codebook().version) == (1, 3)
    assert books.use(tmp_path / "k.yaml").event == 0
    with pytest.raises(SettingError, match="T480"):
        books.use(tmp_path / "yok.yaml")
    source = study.add(text)
    coded = study.coding.as_coder("Ayla").code(source.id, 0, 6, "law").uid
    with pytest.raises(UsageError, match="T544"):
        books.split("law", [Code("a")], codings={coded: "b"})


def test_a_newer_file_is_the_next_version(study: Study) -> None:
    books = study.coding.codebooks
    books.use(Codebook("k", 1, (Code("a"), Code("b"))))
    books.use(Codebook("k", 1, (Code("a"), Code("c", formerly=("b",)))))
    assert study.codebook().version == 2
    assert study.codebook().code("b").id == "c"
