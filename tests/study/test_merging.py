from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tanik
from tanik.coding.acts import Coder
from tanik.coding.codebook import Code, Codebook
from tanik.errors import StudyDamagedError, StudyError, StudyMissingError, UsageError
from tanik.study import Study
from tanik.study.merging import conflicts_of, merge_to

TEXT = "Nazım Bey, Komiserin “sözünü tutan bir adam” olduğunu söylemiştir (Serin, 1956: 41). " * 3
WHO = Coder("Şef", "person")


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    text = tmp_path / "yol.txt"
    text.write_text(TEXT, encoding="utf-8")
    one, two = tmp_path / "a.tanik", tmp_path / "b.tanik"
    with tanik.open(one, language="tr") as study:
        study.add(text)
        study.read()
        study.coding.codebooks.use(Codebook("book", 1, (Code("x"), Code("y"))))
    shutil.copy(one, two)
    return one, two


def source_of(study: Study) -> str:
    return str(study.sources().to_pylist()[0]["id"])


def first(study: Study) -> str:
    """The first statement that was proposed."""
    return str(next(row["uid"] for row in study.statements().to_pylist() if row["rule"]))


def everything(path: Path) -> tuple[object, ...]:
    """What people made, without the numbers of this copy."""
    with tanik.open(path) as study:
        study.check()
        coding = study.coding
        rows = [(row["uid"], row["status"], row["polarity"], row["disputed"]) for row in study.statements().to_pylist()]
        codings = sorted((one.uid, one.code, one.start, one.coder.name) for one in coding.codings())
        memos = sorted((one.uid, one.text) for one in coding.memos())
        judged = sorted((one.statement, one.coder.name, one.status) for one in coding.judgements())
        return sorted(rows, key=str), codings, memos, judged, len(study.sources())


def test_work_apart_comes_together(copies: tuple[Path, Path], tmp_path: Path) -> None:
    one, two = copies
    with tanik.open(one) as study:
        ayse = study.coding.as_coder("Ayşe")
        ayse.accept(first(study))
        ayse.code(source_of(study), 0, 5, "x")
        study.rounds.open("here", ["Ayşe"])
    more = tmp_path / "ek.txt"
    more.write_text("Cemile Hanım antlaşmayı “dürüst bir el” saymıştır.\n", encoding="utf-8")
    with tanik.open(two) as study:
        deniz = study.coding.as_coder("Deniz")
        deniz.reject(first(study))
        deniz.code(source_of(study), 6, 9, "y")
        deniz.memo(f"statement:{first(study)}", "look again")
        deniz.add_statement(
            source_of(study), 0, 30, holder="Nazım Bey", targets={"Komiser": "mixed"}, new_entities=True
        )
        round = study.rounds.open("there", ["Ali"])
        study.coding.as_coder("Ali", round=round.id).accept(first(study))
        study.rounds.close(round.id)
        study.add(more)
        study.read()
    before = two.read_bytes()
    with tanik.open(one) as study:
        merged = study.merge(two)
        assert (merged.sources, merged.conflicts) == (1, ())
        assert [each.name for each in study.rounds.all()] == ["here", "there"]
        assert study.coding.view("Ali", 2).judged
        log = study.coding.log()
        assert [each.event for each in log] == sorted(each.event for each in log)
        last = study.coding.as_coder("Deniz").undo()
        assert last[0].act == "statement.add"
        study.coding.as_coder("Deniz").redo()
        study.check()
    assert two.read_bytes() == before
    state = everything(one)
    with tanik.open(one) as study:
        again = study.merge(two)
        assert (again.events, again.changed) == (0, 0)
    assert everything(one) == state
    # The other way round leads to the same.
    with tanik.open(two) as study:
        study.merge(one)
    assert everything(two) == state


def test_what_both_changed_is_a_conflict(copies: tuple[Path, Path]) -> None:
    one, two = copies
    for path, act in ((one, "accept"), (two, "reject")):
        with tanik.open(path) as study:
            getattr(study.coding.as_coder("Ayşe"), act)(first(study))
    with tanik.open(one) as study:
        merged = study.merge(two)
        assert [(each.kind, each.ours["status"], each.theirs["status"]) for each in merged.conflicts] == [  # type: ignore[index]
            ("judgement", "accepted", "rejected")
        ]
        assert study.statements().to_pylist()[0]["status"] == "accepted"
        assert study.merge(two).conflicts == ()
        study.coding.as_coder("Ayşe").undo()  # her own act here; the other one was never done here
        assert study.statements().to_pylist()[0]["status"] == "proposed"
    (kept,) = conflicts_of(one)
    assert (kept["ours"]["coder"], kept["theirs"]["coder"]) == ("Ayşe", "Ayşe")


def test_codes_of_both_copies(copies: tuple[Path, Path]) -> None:
    one, two = copies
    for path, code in ((one, "here"), (two, "there")):
        with tanik.open(path) as study:
            study.coding.codebooks.add(Code(code))
            study.coding.code(source_of(study), 0, 4, code)
    with tanik.open(one) as study:
        study.merge(two)
        assert [code.id for code in study.codebook().codes] == ["x", "y", "here", "there"]
        assert {coding.code for coding in study.coding.codings()} == {"here", "there"}


def test_a_code_that_both_renamed_is_a_conflict(copies: tuple[Path, Path]) -> None:
    one, two = copies
    for path, coder, name in ((one, "Ayşe", "Here"), (two, "Deniz", "There")):
        with tanik.open(path) as study:
            study.coding.as_coder(coder).codebooks.rename("x", {"en": name})
    with tanik.open(two) as study:
        study.coding.as_coder("Deniz").codebooks.rename("y", {"en": "Only there"})
    with tanik.open(one) as study:
        study.merge(two)
        assert [code.name() for code in study.codebook().codes] == ["Here", "Only there"]
        with pytest.raises(StudyError, match=r"T548.* in act"):
            study.coding.as_coder("Ayşe").undo()
    (conflict,) = conflicts_of(one)
    assert (conflict["kind"], conflict["key"]) == ("code", "book:x")
    assert (conflict["ours"], conflict["theirs"]) == ({"names": {"en": "Here"}}, {"names": {"en": "There"}})


def test_into_a_new_file(copies: tuple[Path, Path], tmp_path: Path) -> None:
    one, two = copies
    with tanik.open(two) as study:
        study.coding.code(source_of(study), 0, 4, "x")
    before, out = one.read_bytes(), tmp_path / "together.tanik"
    assert merge_to(one, two, out, WHO).changed == 1
    assert one.read_bytes() == before
    assert everything(out) == everything(two)
    with pytest.raises(UsageError) as caught:
        merge_to(one, two, out, WHO)
    assert caught.value.id == "T585"
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".tanik", ".tanik", ".tanik", ".txt"]


def test_what_is_no_copy(copies: tuple[Path, Path], tmp_path: Path) -> None:
    one, _ = copies
    with tanik.open(tmp_path / "c.tanik") as other:
        other.set_language("tr")
    junk = tmp_path / "junk.tanik"
    junk.write_bytes(b"SQLite format 3\x00" + b"\xff" * 300)
    before = everything(one)
    for path, kind, id in (
        (tmp_path / "c.tanik", StudyError, "T581"),
        (one, UsageError, "T584"),
        (tmp_path / "none.tanik", StudyMissingError, "T501"),
        (junk, StudyDamagedError, "T504"),
    ):
        with tanik.open(one) as study, pytest.raises(kind) as caught:
            study.merge(path)
        assert caught.value.id == id
    assert everything(one) == before


def test_two_new_texts_of_one_source(copies: tuple[Path, Path], tmp_path: Path) -> None:
    for number, path in enumerate(copies):
        (tmp_path / "yol.txt").write_text(f"{TEXT} Ek {number}.", encoding="utf-8")
        with tanik.open(path) as study:
            study.add(tmp_path / "yol.txt")
    with tanik.open(copies[0]) as study, pytest.raises(StudyError) as caught:
        study.merge(copies[1])
    assert caught.value.id == "T582"


def test_a_newer_text_moves_what_was_coded_here(copies: tuple[Path, Path], tmp_path: Path) -> None:
    one, two = copies
    with tanik.open(one) as study:
        study.coding.code(source_of(study), 0, 9, "x")
    (tmp_path / "yol.txt").write_text("Önsöz.\n\n" + TEXT, encoding="utf-8")
    with tanik.open(two) as study:
        study.add(tmp_path / "yol.txt")
        study.read()
        study.coding.code(source_of(study), 0, 5, "y")
    with tanik.open(one) as study:
        study.merge(two)
        study.check()
        assert sorted((each.code, each.quote) for each in study.coding.codings()) == [
            ("x", "Nazım Bey"),
            ("y", "Önsöz"),
        ]


ACTS = st.lists(
    st.tuples(st.sampled_from(["accept", "reject", "code", "undo", "redo", "memo"]), st.sampled_from("AB")), max_size=6
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS, ACTS)
def test_merging_twice_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    copies: tuple[Path, Path],
    here: list[tuple[str, str]],
    there: list[tuple[str, str]],
) -> None:
    folder = tmp_path_factory.mktemp("m")
    paths = [Path(shutil.copy(copies[0], folder / name)) for name in ("a.tanik", "b.tanik")]
    for path, acts in zip(paths, (here, there), strict=True):
        with tanik.open(path) as study:
            statement, source = first(study), source_of(study)
            for number, (act, who) in enumerate(acts):
                coder = study.coding.as_coder(who)
                if act in ("accept", "reject"):
                    getattr(coder, act)(statement)
                elif act == "code":
                    coder.code(source, number, number + 4, "x")
                elif act == "memo":
                    coder.memo("study", str(number))
                else:
                    getattr(coder, act)()
    with tanik.open(paths[0]) as study:
        study.merge(paths[1])
    state = everything(paths[0])
    with tanik.open(paths[0]) as study:
        assert study.merge(paths[1]).events == 0
    assert everything(paths[0]) == state
    with tanik.open(paths[1]) as study:
        study.merge(paths[0])
    # Where nobody contradicted himself, both copies are the same now.
    if not conflicts_of(paths[0]):
        assert everything(paths[1]) == state


def test_findings_of_both_copies(copies: tuple[Path, Path], tmp_path: Path) -> None:
    def claims(*findings: tuple[str, str]) -> Path:
        lines = [f"  - {{id: {id}, claim: {{tr: Bir.}}, query: '{query}', expect: presence}}" for id, query in findings]
        path = tmp_path / "findings.yaml"
        path.write_text("findings:\n" + "\n".join(lines) + "\n", encoding="utf-8")
        return path

    one, two = copies
    with tanik.open(one) as study:
        study.checks.findings.use(claims(("a", "said=1921"), ("b", "said=1922")))
    with tanik.open(two) as study:
        study.checks.findings.use(claims(("b", "said=1923"), ("c", "said=1924")))
    with tanik.open(one) as study:
        merged = study.merge(two)
        found = {each.id: str(each.query) for each in study.checks.findings.findings().findings}
        assert found == {"a": "said=1921", "b": "said=1922", "c": "said=1924"}
        (conflict,) = merged.conflicts
        assert (conflict.kind, conflict.key) == ("finding", "b")
        assert study.merge(two).conflicts == ()
