from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from exchange_samples import canonical, projects
from tanik.exchange.beyond_refi import ROOT, fold, unfold
from tanik.exchange.project import Project, ProjectCode, ProjectSource, ProjectStatement, StatementTarget


@given(projects())
def test_unfolding_is_the_inverse(project: Project) -> None:
    folded = fold(project)
    assert folded.statements == ()
    assert canonical(unfold(folded)) == canonical(project)


def test_who_edits_the_codes_in_another_tool_edits_the_statement() -> None:
    source = ProjectSource("s" * 32, "x", "Vali limanı övdü.")
    target = StatementTarget("liman", "positive")
    statement = ProjectStatement("a" * 32, source.uid, 0, 4, "Vali", (target,))
    folded = fold(Project(sources=(source,), statements=(statement,)))
    by_name = {code.name: code for code in folded.codes}
    negative = ProjectCode("b" * 32, "negative", by_name["target"].uid)
    port = ProjectCode("c" * 32, "liman", negative.uid)
    old = by_name["liman"].uid
    codings = tuple(replace(c, code=port.uid) if c.code == old else c for c in folded.codings)
    edited = unfold(replace(folded, codes=(*folded.codes, negative, port), codings=codings))
    assert edited.statements[0].targets == (StatementTarget("liman", "negative"),)


def test_a_code_of_that_name_without_branches_is_only_a_code() -> None:
    project = Project(codes=(ProjectCode("a" * 32, ROOT), ProjectCode("b" * 32, "başka", "a" * 32)))
    assert unfold(project) == project
