"""Sentences of a CoNLL-U treebank as printed words with their lemmas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class TreebankSentence:
    """``words``: printed form, lemma, part of speech; a multiword token is one word with the lemma of its head part."""

    text: str = ""
    words: list[tuple[str, str, str]] = field(default_factory=list)


def sentences(path: Path) -> Iterator[TreebankSentence]:
    """The sentences of a CoNLL-U file, in order."""
    sentence, until, first = TreebankSentence(), 0, False
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line:
            if sentence.words:
                yield sentence
            sentence, until = TreebankSentence(), 0
        elif line.startswith("# text ="):
            sentence.text = line.split("=", 1)[1].strip()
        elif not line.startswith("#"):
            number, form, lemma, tag = line.split("\t")[:4]
            if "-" in number:
                until, first = int(number.split("-")[1]), True
                sentence.words.append((form, "", ""))
            elif "." not in number and int(number) > until:
                sentence.words.append((form, lemma, tag))
            elif first:
                sentence.words[-1] = (sentence.words[-1][0], lemma, tag)
                first = False
    if sentence.words:
        yield sentence
