"""What kind of source it is, when nobody has said so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tanik.languages.pack import Language
from tanik.reading.annotations import Citation
from tanik.reading.units import same_length_fold
from tanik.text.document import Document

_NEVER = r"(?!)"
_SAMPLE = 400
"""Paragraphs looked at; enough to tell and the same cost for any length."""


def guess_kind(document: Document, citations: Sequence[Citation], pack: Language) -> str:
    """``minutes`` by speaker labels, ``study`` by citations, ``memoir`` by the first person, else ``study``."""
    rules = pack.rules("voice")
    paragraphs = [p for p in document.paragraphs if p.kind in ("body", "block", "list")]
    step = max(1, len(paragraphs) // _SAMPLE)
    texts = [p.text(document.text)[:2000] for p in paragraphs[::step]]
    if not texts:
        return "study"
    label = re.compile(rules.get("label", _NEVER))
    labelled = sum(bool(label.match(text)) for text in texts)
    if labelled >= 3 and labelled >= 0.08 * len(texts):
        return "minutes"
    words = max(1, len(document.text) // 7)
    if len([c for c in citations if c.style != "document"]) >= 3 and len(citations) / words > 0.0008:
        return "study"
    first = re.compile(rules.get("first_person", _NEVER))
    counted = sum(len(first.findall(same_length_fold(text, pack))) for text in texts)
    sampled = max(1, sum(len(text) for text in texts) // 7)
    return "memoir" if counted / sampled > rules.get("first_person_share", 0.012) else "study"
