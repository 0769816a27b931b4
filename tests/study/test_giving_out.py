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
from tanik.exchange.project import Project
from tanik.study.taking_in import take_in


def comparable(project: Project) -> Project:
    """Without what the study reports as lost: values of sources that cannot be, and entities of no statement."""
    sources = tuple(replace(source, data=()) for source in project.sources)
    return canonical(replace(project, sources=sources, entities=()))


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
