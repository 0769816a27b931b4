from __future__ import annotations

import json

from hypothesis import given

from exchange_samples import projects
from tanik.exchange.project import Project
from tanik.exchange.project_json import from_plain, to_plain


@given(projects())
def test_to_json_and_back(project: Project) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(project)))) == project
