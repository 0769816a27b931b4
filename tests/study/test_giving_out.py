from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given as for_all
from hypothesis import settings

import tanik
from exchange_samples import canonical, projects
from tanik.coding.acts import Coder
from tanik.coding.codebook import Code, Codebook
from tanik.exchange.losses import LossReport
from tanik.exchange.project import Project, ProjectCoder, ProjectSource, ProjectStatement
from tanik.study.taking_in import take_in


def comparable(project: Project) -> Project:
    """Without what the study reports as lost: values of sources that cannot be, and entities of no statement.

    Blanks at the ends of a code's texts are none.
    """
    sources = tuple(replace(source, data=()) for source in project.sources)
    told = ("definition", "rule", "counter_example", "anchor")
    codes = tuple(
        replace(
            code,
            **{name: getattr(code, name).strip() for name in told},
            definitions=tuple((language, words.strip()) for language, words in code.definitions),
        )
        for code in project.codes
    )
    return canonical(replace(project, sources=sources, codes=codes, entities=()))


@settings(max_examples=8)
@for_all(projects())
def test_in_and_out_again_is_the_same(project: Project) -> None:
    with TemporaryDirectory() as folder, tanik.open(Path(folder) / "a.tanik") as study:
        take_in(study._store.desk, Coder("x", "person"), project, LossReport("f", "qdpx"), "", "tr")
        assert comparable(study.exchange.project()) == comparable(project)


def test_what_was_coded_here_goes_out_with_its_place_and_coder(text: Path, tmp_path: Path) -> None:
    with tanik.open(tmp_path / "a.tanik") as study:
        source = study.add(text, title="Yol", authors=["Nermin Tan"])
        study.coding.codebooks.use(Codebook("yol", codes=(Code("uzun", names={"tr": "uzun", "en": "long"}),)))
        ann, ben = study.coding.as_coder("Ayşe"), study.coding.as_coder("Berk")
        words = study.coding.text(source.id)
        at = words.index("denizci")
        coding = ann.code(source.id, at, at + 7, "uzun").uid
        ben.code(source.id, at, at + 7, "uzun")
        ann.memo(f"coding:{coding}", "gerçekten mi?")
        ann.add_statement(source.id, at, at + 7, holder="Rıza Bey", targets={"Orhan": "positive"}, new_entities=True)
        whole = study.exchange.project()
        assert [whole.words(p.start, p.end, p.source) for p in whole.passages] == ["denizci"]
        assert len(whole.codings) == 2
        assert dict(whole.sources[0].data)["authors"] == "Nermin Tan"
        assert whole.codes[0].key == "yol:uzun"
        assert whole.codes[0].names == (("en", "long"),)
        assert whole.memos[0].subjects == (coding,)
        assert whole.statements[0].targets[0].name == "Orhan"
        assert len(study.exchange.project(coder="Berk").codings) == 1
        assert study.exchange.project(coder="Berk").statements == ()
        ann.uncode(coding)
        assert len(study.exchange.project().codings) == 1


def test_a_proposal_comes_in_as_a_proposal(tmp_path: Path) -> None:
    person, source = ProjectCoder("a" * 32, "Ayşe"), ProjectSource("b" * 32, "yol", "Tan köprüyü övdü. Tan yolu yerdi.")
    statements = (
        ProjectStatement("c" * 32, source.uid, 0, 17, "Tan", status="proposed"),
        ProjectStatement("d" * 32, source.uid, 18, 33, "Tan", status="accepted", coder=person.uid),
    )
    project = Project("p", coders=(person,), sources=(source,), statements=statements)
    with tanik.open(tmp_path / "a.tanik") as study:
        take_in(study._store.desk, Coder("x", "person"), project, LossReport("f", "qdpx"), "", "tr")
        assert study.statements()["status"].to_pylist() == ["proposed", "added"]
        assert study.statements("accepted")["uid"].to_pylist() == ["d" * 32]
        assert [each.status for each in study.exchange.project().statements] == ["proposed", "accepted"]
        study.coding.accept("c" * 32)
        assert study.statements()["status"].to_pylist() == ["accepted", "added"]


def test_what_went_out_comes_back_onto_its_own_source(text: Path, tmp_path: Path) -> None:
    with tanik.open(tmp_path / "a.tanik") as study:
        source = study.add(text)
        study.coding.codebooks.use(Codebook("yol", codes=(Code("uzun", names={"tr": "uzun"}),)))
        at = study.coding.text(source.id).index("denizci")
        study.coding.memo(f"source:{source.id}", "kaynak üzerine")
        uid = study.coding.code(source.id, at, at + 7, "uzun").uid
        for name, to in (("a.qdpx", "qdpx"), ("a.jsonld", "webanno"), ("a.csv", "csv")):
            study.exchange.give(tmp_path / name, to)
        study.coding.undo(2)
        for name in ("a.qdpx", "a.jsonld", "a.csv"):
            study.exchange.take(tmp_path / name)
            assert len(study.sources()) == 1
            (coding,) = study.coding.codings()
            assert (coding.uid, coding.span.start, coding.quote) == (uid, at, "denizci")
        assert [memo.subject for memo in study.coding.memos()] == [f"source:{source.id}"]
        assert [(p.start, p.end) for p in study.exchange.project().passages] == [(at, at + 7)]
