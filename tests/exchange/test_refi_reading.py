"""REFI-QDA projects in: what real files deviate in, the facts of the reference cases, and hostile files."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from exchange_samples import (
    AGAINST,
    ANN,
    BEN,
    FOR,
    NAMESPACE,
    SOURCE,
    TEXT,
    given,
    packed,
    project_xml,
    selection,
    spot,
)
from tanik.errors import DamagedSourceError, HostileSourceError, TanikError, UnknownFormatError
from tanik.exchange.project import Project
from tanik.exchange.refi_reading import read_project


def words(project: Project) -> list[str]:
    return [project.words(p.start, p.end, p.source) for p in project.passages]


def dropped(report: object) -> dict[str, int]:
    counts: dict[str, int] = {}
    for loss in report.as_json()["dropped"]:  # type: ignore[attr-defined]
        counts[loss["what"]] = counts.get(loss["what"], 0) + loss["count"]
    return counts


def test_everything_of_a_plain_project_arrives() -> None:
    xml = project_xml(
        selection(1, *spot("limanı övdü"), name="limanı övdü") + selection(2, *spot("uzun"), AGAINST, BEN)
    )
    project, report = read_project(given(packed(xml)))
    assert words(project) == ["limanı övdü", "uzun"]
    assert [(code.name, code.colour) for code in project.codes] == [("övgü", "#00AA00"), ("liman", ""), ("yergi", "")]
    assert project.codes[1].parent == project.codes[0].uid
    assert project.codings[1].coder == project.coders[1].uid
    facts = report.as_json()
    assert facts["schema"]["valid"] is True
    assert facts["elements"]["Coding"] == 2
    assert facts["members"] == ["project.qde", "sources/liman.txt"]
    assert facts["root"]["origin"] == "A tool 1.0"
    assert facts["dropped"] == []


def test_guids_are_kept_as_they_were_written() -> None:
    project, _ = read_project(given(packed(project_xml())))
    spelled = dict(project.spellings)
    assert spelled["2" * 32] == BEN
    assert spelled[FOR.replace("-", "").lower()] == FOR


# The facts below are those of real files (NVivo, ATLAS.ti, MAXQDA, qualitative-coding, QualCoder's issues).


@pytest.mark.parametrize("name", ["project.qde", "Liman.qde", "PROJECT.QDE"])
def test_the_project_has_any_name(name: str) -> None:
    project, _ = read_project(given(packed(project_xml(), name=name)))
    assert project.name == "Liman"


@pytest.mark.parametrize("member", ["sources/liman.txt", "Sources/LIMAN.TXT", "SOURCES/liman.txt"])
@pytest.mark.parametrize("path", ["internal://liman.txt", "liman.txt", "relative:///sources/liman.txt"])
def test_the_text_is_found_whatever_its_case_and_prefix(member: str, path: str) -> None:
    project, _ = read_project(given(packed(project_xml(path=path), {member: TEXT.encode()})))
    assert project.sources[0].text == TEXT


def test_cases_after_sources_and_illegal_attributes_are_reported_not_refused() -> None:
    tail = f'<Cases><Case guid="EEEEEEEE-0000-0000-0000-000000000001"><SourceRef targetGUID="{SOURCE}"/></Case></Cases>'
    xml = project_xml(tail=tail).replace('name="Ann"', 'name="Ann" mood="good"')
    project, report = read_project(given(packed(xml)))
    assert project.cases[0].sources == (project.sources[0].uid,)
    assert report.facts["schema"]["valid"] is False
    assert dropped(report) == {"User/@mood": 1}


def test_a_placeholder_beside_a_word_file() -> None:
    from docx import Document

    buffer = BytesIO()
    document = Document()
    document.add_paragraph("Vali limanı övdü.")
    document.save(buffer)
    xml = project_xml().replace("plainTextPath=", 'richTextPath="internal://liman.docx" plainTextPath=')
    members = {"sources/liman.txt": b"\n", "sources/liman.docx": buffer.getvalue(), "liman.root": b"x"}
    project, report = read_project(given(packed(xml, members)))
    assert "Vali limanı övdü." in (project.sources[0].text or "")
    assert [name for name, _ in project.files] == ["liman.docx"]
    assert dropped(report) == {"file": 1}


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("unit", ["code points", "utf-16", "utf-8"])
def test_the_unit_of_positions_is_found_out(unit: str, ends: str, mark: bytes) -> None:
    stored = TEXT.replace("\n", ends)
    wanted = ["limanı övdü", "Kaptan", "uzun", "buldu", "döndü", "Kışın", "gemi", "gelmedi"]
    selections = ""
    for number, each in enumerate(wanted, 1):
        places = [stored[:at] for at in spot(each, stored)]
        sizes = {
            "code points": len,
            "utf-16": lambda t: len(t.encode("utf-16-le")) // 2,
            "utf-8": lambda t: len(t.encode()),
        }
        start, end = (sizes[unit](place) for place in places)  # type: ignore[operator]
        selections += selection(number, start, end)
    xml = project_xml(selections)
    project, report = read_project(given(packed(xml, {"sources/liman.txt": mark + stored.encode()})))
    assert words(project) == wanted
    assert report.facts["offsets"]["unit"] == unit
    assert project.sources[0].text == TEXT


def test_an_inclusive_end_is_found_out_by_the_words() -> None:
    selections = ""
    for number, each in enumerate(("limanı övdü", "uzun buldu"), 1):
        start, end = spot(each)
        selections += selection(number, start, end - 1, name=each)
    project, report = read_project(given(packed(project_xml(selections))))
    assert words(project) == ["limanı övdü", "uzun buldu"]
    assert report.facts["offsets"]["inclusive"] is True


def test_selections_of_other_tools_that_cut_words_do_not_change_the_unit() -> None:
    project, report = read_project(given(packed(project_xml(selection(1, 0, 7) + selection(2, 3, 9)))))
    assert words(project) == [TEXT[0:7], TEXT[3:9]]
    assert report.facts["offsets"]["unit"] == "code points"


def test_empty_and_impossible_selections_are_told_with_their_place() -> None:
    bad = selection(1, 4, 4) + selection(2, 5, 9999) + selection(3, 9, 5) + selection(4, 0, 4).replace('"0"', '"x"')
    project, report = read_project(given(packed(project_xml(bad))))
    assert [(p.start, p.end) for p in project.passages] == [(4, 4)]
    places = [place for loss in report.as_json()["dropped"] for place in loss["places"]]
    assert places and all(place.startswith("project.qde:") for place in places)
    assert dropped(report)["PlainTextSelection"] == 3


def test_a_code_without_its_codebook_and_double_guids() -> None:
    xml = project_xml(
        selection(1, 0, 4, code="FFFFFFFF-0000-0000-0000-000000000001") + selection(2, 0, 4) + selection(2, 5, 9)
    )
    project, report = read_project(given(packed(xml)))
    assert dropped(report) == {"Coding": 1}
    assert len({passage.uid for passage in project.passages}) == 3


def test_pictures_recordings_and_graphs_are_kept_as_they_are() -> None:
    sources = (
        '<PictureSource guid="BBBBBBBB-0000-0000-0000-000000000002" name="foto"><PictureSelection '
        'guid="CCCCCCCC-0000-0000-0000-000000000099" firstX="1" firstY="2" secondX="3" secondY="4"/></PictureSource>'
    )
    tail = (
        '<Graphs><Graph guid="ABABABAB-0000-0000-0000-000000000001"><Vertex '
        'guid="ABABABAB-0000-0000-0000-000000000002" firstX="1" firstY="1"/></Graph></Graphs>'
    )
    project, report = read_project(given(packed(project_xml(sources=sources, tail=tail))))
    assert [(kept.place, kept.tag) for kept in project.kept] == [("Graphs", "Graph"), ("Sources", "PictureSource")]
    assert [loss["what"] for loss in report.as_json()["kept"]] == ["PictureSource", "Graph"]


def test_words_of_a_region_of_a_page_are_coded_where_they_stand() -> None:
    sources = (
        '<PDFSource guid="BBBBBBBB-0000-0000-0000-000000000003" name="rehber"><PDFSelection page="1" firstX="1" '
        'firstY="2" secondX="3" secondY="4" guid="CCCCCCCC-0000-0000-0000-000000000098"><Representation '
        'guid="ABABABAB-0000-0000-0000-000000000003"><PlainTextContent>iyi liman</PlainTextContent></Representation>'
        f'<Coding guid="DDDDDDDD-0000-0000-0000-000000000098"><CodeRef targetGUID="{FOR}"/></Coding></PDFSelection>'
        '<Representation guid="ABABABAB-0000-0000-0000-000000000004"><PlainTextContent>Burası iyi liman.'
        "</PlainTextContent></Representation></PDFSource>"
    )
    project, _ = read_project(given(packed(project_xml(sources=sources))))
    assert words(project) == ["iyi liman"]
    assert project.sources[1].media == "pdf"


# Bad input


def raised(data: bytes, name: str = "kötü.qdpx") -> TanikError:
    with pytest.raises(TanikError) as caught:
        read_project(given(data, name))
    assert "kötü" in str(caught.value)
    return caught.value


def test_a_missing_text_is_an_error_that_names_it_and_can_be_allowed() -> None:
    data = packed(project_xml(selection(1, 0, 4)), {})
    error = raised(data)
    assert error.id == "T643"
    assert "liman.txt" in str(error)
    assert "line 6" in str(error)
    _, report = read_project(given(data), incomplete=True)
    assert dropped(report)["Coding"] == 1


def test_a_zip_bomb_and_lying_sizes() -> None:
    bomb = packed(project_xml(), {"sources/liman.txt": b"\x00" * (50 << 20)})
    assert isinstance(raised(bomb), HostileSourceError)
    lying = bytearray(packed(project_xml(), {"sources/liman.txt": TEXT.encode() * 100}))
    at = lying.rindex(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert raised(bytes(lying)).id in ("T323", "T643")


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:/x.txt"])
def test_names_that_lead_outside(name: str) -> None:
    assert isinstance(raised(packed(project_xml(), {name: b"x"})), HostileSourceError)


def test_a_document_type_and_entities() -> None:
    xml = project_xml().replace("?>\n", '?>\n<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n', 1)
    assert isinstance(raised(packed(xml)), HostileSourceError)


def test_fifty_thousand_levels() -> None:
    deep = "<Code>" * 50_000 + "</Code>" * 50_000
    error = raised(packed(project_xml(codes=deep)))
    assert isinstance(error, DamagedSourceError)
    assert error.id == "T325"


def test_too_many_levels_of_codes_move_up() -> None:
    deep = "".join(f'<Code guid="ABABABAB-0000-0000-0001-{n:012d}" name="k{n}" isCodable="true">' for n in range(80))
    project, report = read_project(given(packed(project_xml(codes=deep + "</Code>" * 80))))
    assert len(project.codes) == 83
    assert any(loss["what"] == "Code" for loss in report.as_json()["changed"])


@pytest.mark.parametrize("namespace", ["urn:QDA-XML:codebook:1.0", "http://example.org/else"])
def test_another_schema(namespace: str) -> None:
    error = raised(packed(project_xml(namespace=namespace)))
    assert isinstance(error, UnknownFormatError)
    assert error.id == "T642"
    assert namespace in str(error)


def test_a_file_that_breaks_off_and_one_without_project() -> None:
    assert raised(packed(project_xml())[:200]).id == "T323"
    empty = BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert raised(empty.getvalue()).id == "T640"


def test_the_namespace_of_the_standard_is_said_when_another_is_used() -> None:
    xml = project_xml(namespace="urn:QDA-XML:project:1:0")
    _, report = read_project(given(packed(xml)))
    assert NAMESPACE in report.facts["schema"]["problems"][0]["message"]
    assert ANN in xml


def test_a_project_file_by_itself_is_read_without_its_texts() -> None:
    project, report = read_project(given(project_xml(selection(1, 0, 4)).encode(), "tek.qde"))
    assert project.counts() == {"coders": 2, "codes": 3, "sources": 1}
    assert dropped(report) == {"TextSource/@plainTextPath": 1, "PlainTextSelection": 1, "Coding": 1}
