"""REFI-QDA codebooks in and out; the deviations are those of real files (NVivo, ATLAS.ti 9, Taguette, portableQDA)."""

from __future__ import annotations

import pytest

from exchange_samples import given
from tanik.errors import UnknownFormatError
from tanik.exchange.project import MemberSet, Project, ProjectCode
from tanik.exchange.refi_codebook import read_codebook, write_codebook

A, B = "{5215cc69-b628-4e02-afb9-9beeaee55808}", "2CE89C66-C28D-473B-B5C4-6CF87D20EF04"


def qdc(namespace: str = "urn:QDA-XML:codebook:1.0", sets: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><CodeBook xmlns="{namespace}" origin="X 1"><Codes><Code guid="{A}" name="yol" '
        f'isCodable="false"><Code guid="{B}" name="uzun" isCodable="true" color="#0f0" description="çok"/></Code>'
        f"</Codes>{sets}</CodeBook>"
    ).encode()


@pytest.mark.parametrize("version", ["1.0", "1:0", "0:4"])
def test_three_namespaces_are_read_and_only_one_is_valid(version: str) -> None:
    project, report = read_codebook(given(qdc(f"urn:QDA-XML:codebook:{version}"), "k.qdc"))
    assert [(code.name, code.codable, code.colour) for code in project.codes] == [
        ("yol", False, ""),
        ("uzun", True, "#00ff00"),
    ]
    assert project.codes[1].definition == "çok"
    assert report.facts["schema"]["valid"] is False
    assert dict(project.spellings).keys() == {code.uid for code in project.codes}


def test_sets_name_their_members_by_guid() -> None:
    sets = f'<Sets><Set guid="{B[:-1]}5" name="küme"><MemberCode guid="{B}"/></Set></Sets>'
    project, _ = read_codebook(given(qdc(sets=sets), "k.qdc"))
    assert project.sets[0].codes == (project.codes[1].uid,)


def test_taguettes_empty_sets_are_no_hindrance() -> None:
    project, report = read_codebook(given(qdc(sets="<Sets/>"), "k.qdc"))
    assert len(project.codes) == 2
    assert not report.facts["schema"]["valid"]


def test_out_and_in_again_with_rules_and_both_languages() -> None:
    codes = (
        ProjectCode("a" * 32, "güç", None, "tanım", "#112233", True, "kural\n[Tanık rule] içinde", "karşı", "örnek"),
        ProjectCode(
            "b" * 32, "denge", "a" * 32, names=(("en", "balance"),), definitions=(("en", "of power"),), key="t:denge"
        ),
    )
    groups = (MemberSet("c" * 32, "küme", "açıklama", ("b" * 32,)),)
    data, report = write_codebook(Project(codes=codes, sets=groups), "Tanık 1")
    again, read = read_codebook(given(data, "k.qdc"))
    assert again.codes == codes
    assert again.sets == groups
    assert read.facts["schema"]["valid"]
    assert report.losses == []


def test_a_project_is_no_codebook() -> None:
    with pytest.raises(UnknownFormatError) as caught:
        read_codebook(given(b'<Project xmlns="urn:QDA-XML:project:1.0"/>', "k.qdc"))
    assert caught.value.id == "T642"
