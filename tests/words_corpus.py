"""A small corpus made in memory, for tests of words."""

from __future__ import annotations

from tanik.analysis.word_index import Corpus, index_words
from tanik.sources.extraction import Extraction
from tanik.text.build import build_document
from tanik.text.document import Document


def document(text: str, code: str = "tr") -> Document:
    return build_document(Extraction(text, "txt", "test", hard_lines=False), language=code)


def corpus(*texts: str, code: str = "tr") -> tuple[Corpus, dict[str, Document]]:
    """Sources ``a``, ``b`` ... with these texts."""
    documents = {chr(ord("a") + n): document(text, code) for n, text in enumerate(texts)}
    return Corpus((name, index_words(each)) for name, each in documents.items()), documents
