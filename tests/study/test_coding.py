"""What people do in a study, through the door: every kind of act, undone and done again, blamed and moved."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tanik
from tanik.coding.acts import Coder
from tanik.coding.codebook import Code, Codebook
from tanik.errors import StudyError, TanikError, UsageError
from tanik.study import Study
from tanik.study.coding import StudyCoding

TEXT = """Anılar

Elçi Rıza Bey, Kaptan Orhan'ı “çok dikkatli bir denizci” olarak tanımlamaktadır (Tan, 1960: 12). Rıza Bey'e göre
liman güvenli değildi. 3 Mayıs 1921'de Trabzon'a döndüler.

Nermin Hanım yolculuğun uzun sürdüğünü ifade etmektedir (Tan, 1960: 14).
"""
BOOK = Codebook("liman", 1, (Code("hava"), Code("deniz"), Code("dalga", "deniz"), Code("yol")))


def filled(folder: Path) -> Study:
    (folder / "yol.txt").write_text(TEXT, encoding="utf-8")
    study = tanik.open(folder / "yol.tanik")
    study.add(folder / "yol.txt")
    study.read()
    study.coding.as_coder("Ayla").codebooks.use(BOOK)
    return study


@pytest.fixture
def read(tmp_path: Path) -> Iterator[Study]:
    with filled(tmp_path) as study:
        yield study


@pytest.fixture
def ayla(read: Study) -> StudyCoding:
    return read.coding.as_coder("Ayla")


def source(study: Study) -> str:
    return str(study.sources()["id"][0].as_py())


def uids(study: Study) -> list[str]:
    return list(dict.fromkeys(study.statements()["uid"].to_pylist()))


def row(study: Study, uid: str, **policy: Any) -> dict[str, Any]:
    return next(each for each in study.statements(**policy).to_pylist() if each["uid"] == uid)


def tables(study: Study) -> list[Any]:
    coding = study.coding
    return [
        study.statements().to_pylist(),
        study.entities().to_pylist(),
        coding.codings(),
        coding.memos(),
        coding.links(),
        coding.entities(),
        coding.judgements(),
        list(coding.codebooks),
    ]


# Judgements


def test_accepted_statements_are_what_the_policy_leaves(read: Study, ayla: StudyCoding) -> None:
    first, second, _ = uids(read)
    act = ayla.accept([first])
    ayla.reject(second)
    assert act.uids == (first,)
    assert row(read, first)["status"] == "accepted"
    assert row(read, first)["judged_by"] == ["Ayla"]
    assert row(read, second)["status"] == "rejected"
    assert read.statements("accepted")["uid"].to_pylist() == [first]
    assert read.statements("consensus").num_rows == 0
    assert read.info().statements == 2
    read.coding.as_coder("Berk").accept(first)
    assert read.statements("consensus")["uid"].to_pylist() == [first]
    for _, _, reading in read.documents("accepted"):
        assert reading is not None
        assert [TEXT[s.start : s.end] for s in reading.statements] == ["çok dikkatli bir denizci"]


def test_a_corrected_statement_stands_in_the_place_of_the_machines(read: Study, ayla: StudyCoding) -> None:
    uid = uids(read)[1]
    words = "güvenli değildi"
    start = read.coding.text(source(read)).index(words)
    ayla.correct(
        uid,
        start=start,
        end=start + len(words),
        holder="Nermin",
        targets={"Trabzon": "mixed"},
        topics=["hava"],
        said="1921-05",
        citation="(Tan, 1960: 14)",
        relay=["Rıza Bey"],
    )
    found = row(read, uid)
    assert (found["text"], found["holder_name"], found["target_name"], found["polarity"]) == (
        words,
        "Nermin",
        "Trabzon",
        "mixed",
    )
    assert (found["topics"], found["said"], found["citation"]) == (["hava"], "1921-05", "(Tan, 1960: 14)")
    assert (found["maker"], found["status"], found["relay_names"]) == ("Ayla", "corrected", ["Rıza Bey"])
    (_, _, reading) = next(iter(read.documents()))
    assert reading is not None
    statement = next(each for each in reading.statements if each.start == start)
    assert statement.holder == found["holder"]
    assert statement.citation == 1
    blame = {each.field: each.coder.name for each in ayla.blame(uid)}
    assert blame["holder"] == blame["span"] == blame["status"] == "Ayla"
    assert blame["mode"] == "tanik-rules"


def test_an_added_statement_is_among_the_others(read: Study, ayla: StudyCoding) -> None:
    act = ayla.add_statement(source(read), 0, 6, holder="Yeni Kişi", targets=[("Orhan", "negative")], new_entities=True)
    found = read.statements().to_pylist()[0]
    assert (found["uid"], found["text"], found["status"], found["maker"]) == (act.uid, "Anılar", "added", "Ayla")
    assert "Yeni Kişi" in read.entities()["name"].to_pylist()
    assert {each.coder.name for each in ayla.blame(act.uid)} == {"Ayla"}
    ayla.reject(act.uid)
    assert row(read, act.uid)["status"] == "rejected"
    ayla.undo(2)
    assert len(uids(read)) == 3
    assert "Yeni Kişi" not in read.entities()["name"].to_pylist()


def test_what_others_judged_is_not_taken_back_under_them(read: Study, ayla: StudyCoding) -> None:
    uid = ayla.add_statement(source(read), 0, 6, holder="Orhan").uid
    read.coding.as_coder("Berk").accept(uid)
    with pytest.raises(StudyError, match=r"T548.*Berk"):
        ayla.undo()
    assert row(read, uid)["judged_by"] == ["Ayla", "Berk"]


def test_two_who_disagree_are_disputed_until_it_is_decided(read: Study, ayla: StudyCoding) -> None:
    uid = uids(read)[0]
    berk = read.coding.as_coder("Berk")
    ayla.accept(uid)
    berk.correct(uid, polarity="negative")
    assert (row(read, uid)["disputed"], row(read, uid)["polarity"]) == (True, "negative")
    assert read.statements("consensus").num_rows == 0
    ayla.judge(uid, "accepted", layer="consensus")
    found = row(read, uid, policy="consensus")
    assert (found["disputed"], found["polarity"]) == (False, "positive")
    view = ayla.view("Berk")
    assert [each.values.targets[0].polarity for each in view.judged] == ["negative"]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"holder": "Kimse"}, "T541"),
        ({"polarity": "iyi"}, "T544"),
        ({"colour": "x"}, "T544"),
        ({"start": 5, "end": 5}, "T545"),
        ({"end": 10**9}, "T545"),
        ({"citation": "(Yok, 1900)"}, "T555"),
        ({"topics": ["yok"]}, "T488"),
        ({"said": "dün"}, "T1"),
        ({"strength": 3}, "T544"),
    ],
)
def test_what_cannot_be_leaves_the_study_as_it_was(
    read: Study, ayla: StudyCoding, fields: dict[str, Any], error: str
) -> None:
    before, events = tables(read), len(ayla.log())
    with pytest.raises(TanikError, match=error):
        ayla.correct(uids(read)[0], **fields)
    assert tables(read) == before
    assert len(ayla.log()) == events


def test_statements_are_named_by_uid_beginning_or_number(read: Study, ayla: StudyCoding) -> None:
    uid = uids(read)[0]
    assert ayla.accept(uid[:8]).uids == ayla.reject(str(row(read, uid)["id"])).uids == (uid,)
    for odd in ("", "zzzzzz", "999", "abc", "' OR 1", "0" * 32):
        with pytest.raises(TanikError, match=r"T54[12]"):
            ayla.accept(odd)


def test_a_filter_is_one_act_and_one_undo(read: Study, ayla: StudyCoding) -> None:
    found = ayla.find(holder="rıza")
    assert len(found) == 2
    ayla.accept(found)
    assert ayla.find(status="accepted") == found
    assert [each.count for each in ayla.undo()] == [2]
    assert ayla.find(status="accepted") == []
    assert ayla.find(source="yol.txt", polarity="negative", confidence=0.0)


# Codes, memos, links


def test_a_coding_has_its_words_and_its_version(read: Study, ayla: StudyCoding) -> None:
    act = ayla.code(source(read), 0, 6, "hava", quote="Anılar")
    (coding,) = ayla.codings()
    assert (coding.uid, coding.quote, coding.code, coding.version) == (act.uid, "Anılar", "hava", 1)
    for wrong, id in (((0, 6, "yok"), "T488"), ((0, 0, "hava"), "T545"), ((-1, 6, "hava"), "T545")):
        with pytest.raises(TanikError, match=id):
            ayla.code(source(read), *wrong)
    with pytest.raises(StudyError, match="T546"):
        ayla.code(source(read), 0, 6, "hava", quote="Anilar")
    with pytest.raises(StudyError, match=r"T547.*Ayla"):
        read.coding.as_coder("Berk").uncode(act.uid)
    ayla.uncode(act.uid[:7])
    assert ayla.codings() == []


def test_every_hit_is_one_act(read: Study, ayla: StudyCoding) -> None:
    hits = [(source(read), at, at + 4) for at in range(0, 40, 4)]
    ayla.code_all(hits, "yol")
    assert len(ayla.codings(code="yol")) == 10
    ayla.undo()
    assert ayla.codings() == []


def test_memos_and_links_stand_on_what_they_name(read: Study, ayla: StudyCoding) -> None:
    one, other, _ = uids(read)
    memo = ayla.memo(f"statement:{one[:8]}", "aslına bak")
    link = ayla.link("contradicts", f"statement:{one}", f"statement:{other}", "biri yanlış")
    assert [each.text for each in ayla.memos(f"statement:{one}")] == ["aslına bak"]
    (found,) = ayla.links(f"statement:{other}")
    assert found.one_span is not None
    assert found.one_span.quote == row(read, one)["text"]
    ayla.edit_memo(memo.uid, "baktım")
    assert ayla.memos()[0].text == "baktım"
    ayla.remove_memo(memo.uid)
    ayla.unlink(link.uid)
    assert ayla.memos() == []
    assert ayla.links() == []
    ayla.memo("study", "genel")
    ayla.memo("span", "yer", span=(source(read), 0, 6))
    for odd in ("statement:ffffff", "coding:ffffff", "nothing", "nothing:1", "source:yok", "code:yok"):
        with pytest.raises(TanikError, match=r"T541|T488|T569"):
            ayla.memo(odd, "x")
    with pytest.raises(UsageError, match="T544"):
        ayla.link("likes", f"statement:{one}", f"statement:{other}")  # type: ignore[arg-type]


# Codebooks


def test_changes_of_a_codebook_lose_no_coding(read: Study, ayla: StudyCoding) -> None:
    books = ayla.codebooks
    first = ayla.code(source(read), 0, 6, "dalga").uid
    second = ayla.code(source(read), 8, 12, "hava").uid
    books.merge(["dalga"], "deniz")
    books.rename("hava", {"tr": "Hava"}, new_id="iklim")
    books.split("deniz", [Code("derin")], codings={first: "derin"})
    books.remove("iklim")
    codes = {each.uid: (each.code, each.version) for each in ayla.codings()}
    assert codes == {first: ("derin", 1), second: ("iklim", 1)}
    assert books.get().version == 5
    assert books.get(version=1) == BOOK
    with pytest.raises(UsageError, match="T549"):
        ayla.code(source(read), 0, 6, "iklim")
    ayla.undo(4)
    assert {each.uid: each.code for each in ayla.codings()} == {first: "dalga", second: "hava"}
    assert books.get() == BOOK
    books.add(Code("yeni"))
    assert books.get().version == 6  # a number that was undone is never given again


def test_topics_follow_their_codes(read: Study, ayla: StudyCoding) -> None:
    uid = uids(read)[0]
    ayla.correct(uid, topics=["hava", "yol"])
    ayla.codebooks.merge(["hava"], "yol")
    assert row(read, uid)["topics"] == ["yol"]


def test_a_codebook_in_use_is_not_taken_away(read: Study, ayla: StudyCoding) -> None:
    read.coding.as_coder("Berk").code(source(read), 0, 6, "hava")
    with pytest.raises(StudyError, match="T548"):
        ayla.undo()
    with pytest.raises(StudyError, match="T541"):
        ayla.code(source(read), 0, 6, "hava", codebook="yok")


def test_the_same_code_in_two_codebooks(read: Study, ayla: StudyCoding) -> None:
    ayla.codebooks.use(Codebook("kara", 1, (Code("hava"),)))
    with pytest.raises(UsageError, match="T551"):
        ayla.code(source(read), 0, 6, "hava")
    ayla.code(source(read), 0, 6, "hava", codebook="kara")
    with pytest.raises(UsageError, match="T553"):
        read.codebook()


# People and things


def test_entities_are_renamed_merged_and_split(read: Study, ayla: StudyCoding) -> None:
    first, second, third = uids(read)
    ayla.rename_entity("Rıza Bey", "Rıza Kara")
    assert row(read, first)["holder_name"] == "Rıza Kara"
    ayla.merge_entities(["Nermin"], "Rıza Kara")
    assert row(read, third)["holder_name"] == "Rıza Kara"
    assert row(read, third)["holder"] == row(read, first)["holder"]
    assert "Nermin" not in read.entities()["name"].to_pylist()
    (_, _, reading) = next(iter(read.documents()))
    assert reading is not None
    assert {each.holder for each in reading.statements} == {row(read, first)["holder"]}
    ayla.split_entity("Rıza Kara", "Öteki Rıza", [second])
    assert row(read, second)["holder_name"] == "Öteki Rıza"
    ayla.alias_entity("Öteki Rıza", ["Küçük Rıza"])
    ayla.correct(first, holder="Küçük Rıza")
    assert row(read, first)["holder_name"] == "Öteki Rıza"
    with pytest.raises(UsageError, match="T557"):
        ayla.merge_entities(["Öteki Rıza"], "Öteki Rıza")
    with pytest.raises(UsageError, match="T556"):
        ayla.add_entity("x", "hayalet")
    before = read.statements().to_pylist()
    assert len(ayla.undo(9)) == 6
    assert len(ayla.redo(9)) == 6
    assert read.statements().to_pylist() == before


# The log


def test_undo_is_per_coder_and_over_sessions(tmp_path: Path) -> None:
    with filled(tmp_path) as study:
        first, second, _ = uids(study)
        study.coding.as_coder("Ayla").accept(first)
        study.coding.as_coder("Berk").reject(second)
    with tanik.open(tmp_path / "yol.tanik") as study:
        ayla = study.coding.as_coder("Ayla")
        assert [each.act for each in ayla.undo()] == ["statement.accept"]
        assert row(study, first)["status"] == "proposed"
        assert row(study, second)["status"] == "rejected"
    with tanik.open(tmp_path / "yol.tanik") as study:
        ayla = study.coding.as_coder("Ayla")
        assert [each.act for each in ayla.redo(5)] == ["statement.accept"]
        assert row(study, first)["status"] == "accepted"
        ayla.undo()
        ayla.memo("study", "yeni bir iş")
        assert ayla.redo() == []
        assert [(each.act, each.state) for each in ayla.log(coder="Ayla", acts_only=True)] == [
            ("codebook.use", "done"),
            ("statement.accept", "dropped"),
            ("memo.add", "done"),
        ]
        assert ayla.log(last=1)[0].act == "memo.add"
        assert Coder("Berk", "person") in ayla.coders()


def test_an_act_that_changes_nothing_is_no_event(read: Study, ayla: StudyCoding) -> None:
    ayla.accept(uids(read)[0])
    events = len(ayla.log())
    act = ayla.codebooks.use(BOOK)
    assert act.event == 0
    assert ayla.accept([]).event == 0
    assert len(ayla.log()) == events


def test_a_new_reading_keeps_what_people_did(read: Study, ayla: StudyCoding) -> None:
    first, second, third = uids(read)
    ayla.accept(first)
    ayla.correct(second, holder="Nermin")
    ayla.memo(f"statement:{third}", "kalır")
    before = {uid: {**row(read, uid), "id": 0} for uid in (first, second, third)}
    read.read(again=True)
    assert {uid: {**row(read, uid), "id": 0} for uid in (first, second, third)} == before
    assert len(uids(read)) == 3
    read.check()


def test_what_people_did_follows_a_new_version_of_the_text(tmp_path: Path) -> None:
    with filled(tmp_path) as study:
        ayla = study.coding.as_coder("Ayla")
        first, second, third = uids(study)
        id = source(study)
        ayla.accept(first)
        ayla.correct(second, polarity="mixed")
        ayla.reject(third)
        added = ayla.add_statement(id, 0, 6, holder="Orhan").uid
        text = ayla.text(id)
        at, gone = text.index("Trabzon"), text.index("3 Mayıs 1921")
        coded = ayla.code(id, at, at + 7, "yol").uid
        lost = ayla.code(id, gone, gone + 12, "yol").uid
        ayla.memo(f"coding:{coded}", "yer adı")
        ayla.link("supports", f"coding:{coded}", f"statement:{first}")
        fresh = "Yeni bir önsöz.\n\n" + TEXT.replace("3 Mayıs 1921'de ", "").replace("uzun sürdüğünü", "uzun sürdügünü")
        (tmp_path / "yol.txt").write_text(fresh, encoding="utf-8")
        study.add(tmp_path / "yol.txt")
        study.read()
        study.check()
        (moved,) = [each for each in ayla.codings() if each.uid == coded]
        assert ayla.text(id)[moved.start : moved.end] == "Trabzon"
        assert [(each.table, each.uid) for each in ayla.unmoved()] == [("coding", lost)]
        assert ayla.memos()[0].span is not None
        status = {each["uid"]: each["status"] for each in study.statements().to_pylist()}
        assert (status[first], status[second], status[added]) == ("accepted", "corrected", "added")
        assert status[third] == "rejected"
        assert row(study, second)["polarity"] == "mixed"
        assert len(ayla.undo(99)) == 9  # with the codebook
        assert ayla.codings() == []
        assert set(study.statements()["status"].to_pylist()) == {"proposed"}
        assert len(ayla.redo(99)) == 9
        assert {each.uid for each in ayla.codings()} == {coded, lost}
        study.check()


# Any sequence of acts

KINDS = (
    *("accept", "reject", "correct", "withdraw", "add", "code", "uncode", "memo", "link", "merge", "rename"),
    *("entity", "join", "split", "edit", "bulk", "read", "undo", "redo"),
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.integers(0, 2),
        st.integers(0, 11),
        st.sampled_from(("Ayla", "Berk")),
    ),
    max_size=9,
)


def do(study: Study, coding: StudyCoding, step: tuple[str, int, int, str]) -> None:
    kind, which, n, _ = step
    ids, place = uids(study), (source(study), n * 7, n * 7 + 5)
    uid = ids[which % len(ids)]
    codings = [each.uid for each in coding.codings() if each.coder == coding.coder]
    books = coding.codebooks
    codes = [code.id for code in books.get().codes if not code.retired and "span" in code.applies]
    match kind:
        case "accept" | "reject" | "withdraw":
            getattr(coding, kind)(uid)
        case "correct":
            changes: list[dict[str, Any]] = [
                {"polarity": "mixed"},
                {"holder": "Orhan"},
                {"start": place[1], "end": place[2]},
                {"topics": codes[:1]},
                {"said": "1921"},
            ]
            coding.correct(uid, **changes[n % 5])
        case "add":
            coding.add_statement(*place, holder=f"Yeni {n}", targets={"Orhan": "negative"}, new_entities=True)
        case "code":
            coding.code(*place, codes[n % len(codes)])
        case "bulk":
            coding.code_all([place, (place[0], 0, 3)], codes[0])
        case "uncode" if codings:
            coding.uncode(codings[0])
        case "memo":
            coding.memo(f"statement:{uid}", f"not {n}")
        case "edit" if mine := [each for each in coding.memos() if each.coder == coding.coder]:
            coding.edit_memo(mine[0].uid, f"başka {n}")
        case "link":
            coding.link("supports", f"statement:{ids[0]}", f"statement:{uid}")
        case "merge" if len(codes) > 2:
            books.merge([codes[0]], codes[-1])
        case "rename":
            books.rename(codes[0], new_id=f"kod{n}")
        case "split":
            books.split(codes[0], [Code(f"parça{n}")], rest=f"parça{n}")
        case "entity":
            coding.rename_entity("Orhan", "Orhan Reis")
        case "join":
            coding.merge_entities(["Trabzon"], "Orhan")
        case "read":
            study.read(again=True)
        case "undo" | "redo":
            getattr(coding, kind)()


@settings(max_examples=12, deadline=None)
@given(STEPS)
def test_everything_undone_is_as_it_was_and_done_again_as_it_became(steps: list[tuple[str, int, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, filled(Path(folder)) as study:
        ayla = study.coding.as_coder("Ayla")
        before = tables(study)
        for step in steps:
            if step[0] == "read":
                continue
            try:
                do(study, ayla, step)
            except TanikError:
                continue
        ayla.redo(999)
        became = tables(study)
        undone = ayla.undo(999)
        assert list(ayla.codebooks) == []
        assert [len(part) for part in tables(study)[2:7]] == [0] * 5
        assert tables(study)[:2] == before[:2]
        assert len(ayla.redo(999)) == len(undone)
        assert tables(study) == became
        study.check()


@settings(max_examples=12, deadline=None)
@given(STEPS)
def test_in_all_hands_the_words_stay_those_of_the_text(steps: list[tuple[str, int, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, filled(Path(folder)) as study:
        for step in steps:
            events = len(study.coding.log())
            state = tables(study)
            try:
                do(study, study.coding.as_coder(step[3]), step)
            except TanikError:
                assert tables(study) == state
                assert len(study.coding.log()) == events
        text = study.coding.text(source(study))
        assert all(each.quote == text[each.start : each.end] for each in study.coding.codings())
        assert all(each["text"] == text[each["start"] : each["end"]] for each in study.statements().to_pylist())
        study.check()


@settings(max_examples=12, deadline=None)
@given(STEPS, st.integers(0, 200), st.integers(0, 60), st.sampled_from(["", "Ek.\n\n", "başka ", "x"]))
def test_through_any_edit_of_the_text_the_words_stay_those_of_the_text(
    steps: list[tuple[str, int, int, str]], at: int, length: int, words: str
) -> None:
    with tempfile.TemporaryDirectory() as folder, filled(Path(folder)) as study:
        ayla = study.coding.as_coder("Ayla")
        for step in steps:
            try:
                do(study, ayla, step)
            except TanikError:
                continue
        kept = {each.uid for each in ayla.codings()}
        (Path(folder) / "yol.txt").write_text(TEXT[:at] + words + TEXT[at + length :], encoding="utf-8")
        study.add(Path(folder) / "yol.txt")
        study.check()
        study.read()
        study.check()
        assert {each.uid for each in ayla.codings()} == kept
        ayla.undo(999)
        assert ayla.codings() == []
        study.check()
