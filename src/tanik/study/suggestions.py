"""Suggestions: codes for a passage, passages for a code, and passages like another one; see docs/suggestions.md.

They are learned from what people have coded in the study, and better with every coding. Nothing is coded by itself,
and no polarity is ever suggested. Everything happens on this computer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tanik.coding.codebook import Applies
from tanik.coding.shared_words import SharedWords, words_of
from tanik.coding.suggestions import Hits, VectorVoice, Voice, measure_hits, rank_codes, rank_passages
from tanik.coding.vectors import ENCODERS, encoder, installed
from tanik.errors import MissingPartError, Stopped, UsageError
from tanik.study.lessons import NOTHING, Place, Taught, learn
from tanik.study.runs import Progress
from tanik.study.sentence_vectors import SentenceVectors
from tanik.study.study_passages import StudyPassages
from tanik.study.suggestion_lists import CodeList, CodeSuggestion, HitRate, PassageList, PassageSuggestion, Reason
from tanik.translation import N_

if TYPE_CHECKING:
    from tanik.store import Store
    from tanik.study.coding import StudyCoding
    from tanik.study.words import Words

Model = Literal["words", "use", "e5", "both"]
MODELS: tuple[Model, ...] = ("words", "use", "e5", "both")
"""What is compared: shared words always; beside them one sentence encoder, or both."""
_UNSHOWN = (None, None)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What passages should be like: numbers of examples and definitions, or a question (its words and language)."""

    examples: list[int]
    definitions: list[int]
    question: tuple[str, str] | None = None


class Suggestions:
    """Suggestions of an open study, in the hands of one coder: nothing that others do in an open round is used.

    ``model`` of every method: one of ``MODELS``; without it the encoders that the study is indexed with, else the
    quick one, else words alone. MissingPartError T691 when an encoder that is asked for is not installed.
    """

    def __init__(self, store: Store, coding: Callable[[], StudyCoding], words: Callable[[], Words]) -> None:
        self._store = store
        self._coding = coding
        self._words = words
        self._vectors: dict[str, SentenceVectors] = {}
        self._passages: tuple[object, StudyPassages] = (None, StudyPassages())
        self._measured: tuple[object, Hits | None] = _UNSHOWN

    def of(self, coding: StudyCoding) -> Suggestions:
        """The same for another coder, or inside a round: ``study.suggestions.of(study.coding.as_coder("Ayşe"))``."""
        return Suggestions(self._store, lambda: coding, self._words)

    # Lists

    def codes(
        self,
        source: str,
        start: int,
        end: int,
        n: int = 5,
        *,
        codebook: str | None = None,
        applies: Applies = "span",
        model: Model | None = None,
        progress: Progress | None = None,
    ) -> CodeList:
        """The ``n`` likeliest codes for a passage, those of every codebook or of one. What is coded on it already, or
        on a part of it, is not looked at. ``applies``: codes for spans or for statements.

        StudyError T545: no such place, T550: no codebook; UsageError T693: no code applies.
        """
        quote = self._store.desk.texts.place(source, start, end)["quote"]
        taught = learn(self._store, self._coding(), applies, codebook)
        if not taught.codes:
            raise UsageError(
                "T693",
                N_("No code of the codebook is meant for passages.")
                if applies == "span"
                else N_("No code of the codebook is meant for statements."),
                N_("“tanik codebook show” says to what each code applies."),
            )
        names = self._names(model)
        rate = self._hits(taught, names, progress)
        words = SharedWords.of([*taught.words(), words_of(quote, self._language(source))])
        voices = self._voices(names, words, (*taught.texts, quote), (quote,))
        at = len(taught.texts)
        found = rank_codes(voices, taught.lesson, at, taught.lesson.overlapping(source, start, end))
        suggestions = []
        for rank, number in enumerate(found.order()[:n].tolist(), 1):
            book, code = taught.codes[number]
            reason = _reason(taught, words, int(found.nearest[number]), at)
            suggestions.append(CodeSuggestion(rank, book.name, code.id, dict(code.names), reason))
        return CodeList(tuple(suggestions), self._told(names), len(taught.examples), _of_codes(rate))

    def for_statement(
        self,
        id: str | int,
        n: int = 5,
        *,
        codebook: str | None = None,
        model: Model | None = None,
        progress: Progress | None = None,
    ) -> CodeList:
        """The ``n`` likeliest codes for a statement, as people left it. StudyError T541: no such statement."""
        (uid,) = self._store.desk.statement_uids(id)
        row = self._store.desk.statement_rows(uid=uid)[0]
        where = (row["source"], row["start"], row["end"])
        return self.codes(*where, n, codebook=codebook, applies="statement", model=model, progress=progress)

    def passages(
        self,
        code: str,
        n: int = 20,
        *,
        codebook: str | None = None,
        model: Model | None = None,
        progress: Progress | None = None,
    ) -> PassageList:
        """The ``n`` passages that look most like those coded with a code, or with one under it; without what is coded
        so. SettingError T488: no such code; StudyError T550: no codebook.
        """
        book, _, present = self._store.desk.code(code, codebook)
        taught = self._learn(None, book)
        wanted = self._store.desk.codebooks()[book].below(present)
        numbers = [number for number, (_, each) in enumerate(taught.codes) if each.id in wanted]
        members = sorted({passage for number in numbers for passage in taught.lesson.members[number]})
        definitions = [
            at for at, number in enumerate(taught.lesson.definitions, len(taught.examples)) if number in numbers
        ]
        names = self._names(model)
        rate = _of_some_codes(self._hits(taught, names, progress), numbers)
        closed = [taught.examples[passage].place for passage in members]
        return self._list(taught, names, _Wanted(members, definitions), closed, n, rate, progress)

    def like(
        self,
        source: str,
        start: int,
        end: int,
        n: int = 20,
        *,
        model: Model | None = None,
        progress: Progress | None = None,
    ) -> PassageList:
        """The ``n`` passages of the study that are most like one. StudyError T545: no such place."""
        quote = self._store.desk.texts.place(source, start, end)["quote"]
        taught = self._learn(None)
        names = self._names(model)
        rate = _of_passages(self._hits(taught, names, progress))
        wanted = _Wanted([len(taught.texts)], [], (quote, self._language(source)))
        return self._list(taught, names, wanted, [(source, start, end)], n, rate, progress)

    def hit_rate(
        self,
        *,
        codebook: str | None = None,
        applies: Applies | None = None,
        model: Model | None = None,
        progress: Progress | None = None,
    ) -> HitRate | None:
        """How often the first code, or one of the first three, would have been right: see :class:`HitRate`. None when
        fewer than two passages are coded.
        """
        return _of_codes(self._hits(self._learn(applies, codebook), self._names(model), progress))

    # The index

    def index(self, progress: Progress | None = None, *, model: Model | None = None) -> int:
        """Make what is missing: the vectors of all passages, coded passages and definitions; returns how many were
        made. Each batch of some sixty is safe on the disk at once, and others may work on the study meanwhile; Ctrl-C
        raises Stopped (T690), and the next call goes on from there.
        """
        names = self._names(model)
        self._words().index(progress)
        passages = self._all_passages()
        return self._encode(names, [*passages.texts, *self._learn(None).texts], progress)

    def state(self) -> dict[str, int]:
        """How many passages the study has (``passages``), and how many texts each encoder has vectors of."""
        return {"passages": len(self._all_passages()), **self._store.vectors.counts()}

    # Parts

    def _learn(self, applies: Applies | None, codebook: str | None = None) -> Taught:
        coding = self._coding()
        known = codebook is not None or len(coding.codebooks) > 0
        return learn(self._store, coding, applies, codebook) if known else NOTHING

    def _names(self, model: Model | None) -> tuple[str, ...]:
        """The encoders that are to speak."""
        there = installed()
        if model is None:
            kept = {name.split(" ")[0] for name in self._store.vectors.counts()}
            return tuple(name for name in there if name in kept) or there[:1]
        if model not in MODELS:
            raise UsageError(
                "T692",
                N_("“{model}” is no way of comparing."),
                N_("Write one of: {models}."),
                model=str(model)[:40],
                models=", ".join(MODELS),
            )
        wanted = ENCODERS if model == "both" else () if model == "words" else (model,)
        for name in wanted:
            if name not in there:
                raise MissingPartError(
                    "T691",
                    N_("The sentence model “{model}” is not installed."),
                    N_("Install it with: pip install 'tanik[suggestions]'. Or compare words alone: --model words."),
                    model=name,
                )
        return wanted

    def _told(self, names: Sequence[str]) -> tuple[str, ...]:
        return ("words", *(self._encoder(name).name for name in names))

    def _encoder(self, name: str) -> SentenceVectors:
        if name not in self._vectors:
            self._vectors[name] = SentenceVectors(self._store, encoder(name))
        return self._vectors[name]

    def _encode(self, names: Sequence[str], texts: Sequence[str], progress: Progress | None) -> int:
        """Make the vectors that are missing; returns how many were."""
        missing = {name: self._encoder(name).missing(texts) for name in names}
        total = sum(map(len, missing.values()))
        done = 0

        def told(more: int) -> None:
            nonlocal done
            done += more
            if progress:
                progress(done, total, N_("passages"), "")

        try:
            for name, these in missing.items():
                self._encoder(name).make(these, told)
        except KeyboardInterrupt:
            raise Stopped(
                "T690",
                N_("Stopped, as you asked: {done} of {all} passages are indexed."),
                N_("The same command goes on from there."),
                done=done,
                all=total,
            ) from None
        return total

    def _voices(
        self, names: Sequence[str], words: SharedWords, texts: Sequence[str], passing: Sequence[str] = ()
    ) -> list[Voice]:
        return [words, *(VectorVoice(self._encoder(name).centred(texts, passing)) for name in names)]

    def _hits(self, taught: Taught, names: tuple[str, ...], progress: Progress | None) -> Hits | None:
        """What the codings say of themselves; measured again only when something changed."""
        made_of = (taught.examples, taught.lesson.codes, taught.codes, names)
        if self._measured[0] != made_of:
            self._encode(names, taught.texts, progress)
            voices = self._voices(names, SharedWords.of(taught.words()), taught.texts)
            self._measured = made_of, measure_hits(voices, taught.lesson)
        return self._measured[1]

    def _all_passages(self) -> StudyPassages:
        made_of = tuple((row.source, row.key) for row in self._store.documents())
        if self._passages[0] != made_of:
            self._passages = made_of, StudyPassages.of(self._store)
        return self._passages[1]

    def _language(self, source: str) -> str:
        row = self._store.document_row(source)
        return "und" if row is None else row.language

    def _list(
        self,
        taught: Taught,
        names: tuple[str, ...],
        wanted: _Wanted,
        closed: list[Place],
        n: int,
        rate: HitRate | None,
        progress: Progress | None,
    ) -> PassageList:
        """Rank the passages that share nothing with the ``closed`` places."""
        passages = self._all_passages()
        self._encode(names, passages.texts, progress)
        texts, rows = list(taught.texts), taught.words()
        if wanted.question is not None:
            texts.append(wanted.question[0])
            rows.append(words_of(*wanted.question))
        words = passages.shared_words(self._words().corpus(progress), rows)
        voices = self._voices(names, words, (*texts, *passages.texts), texts[len(taught.texts) :])
        free = passages.away_from(closed)
        found = rank_passages(voices, wanted.examples, wanted.definitions, free + len(texts))
        suggestions = []
        for rank, at in enumerate(found.order()[:n].tolist(), 1):
            number = int(free[at])
            nearest = int(found.nearest[at])
            if wanted.question is not None:
                reason = Reason(shared=words.shared(nearest, number + len(texts)))
            else:
                reason = _reason(taught, words, nearest, number + len(texts))
            suggestions.append(self._passage(rank, *passages.places[number], taught, reason))
        return PassageList(tuple(suggestions), self._told(names), len(taught.examples), len(free), rate)

    def _passage(
        self, rank: int, source: str, start: int, end: int, taught: Taught, reason: Reason
    ) -> PassageSuggestion:
        place = self._store.desk.texts.place(source, start, end)
        codes = taught.coded_on(source, start, end)
        where = (place["quote"], place["page"], place["paragraph"])
        return PassageSuggestion(rank, source, start, end, *where, codes, reason)


def _reason(taught: Taught, words: SharedWords, nearest: int, text: int) -> Reason:
    if nearest < 0:
        return Reason()
    example = taught.examples[nearest]
    return Reason(*example.place, example.quote, example.page, words.shared(nearest, text))


def _of_codes(hits: Hits | None) -> HitRate | None:
    return None if hits is None else HitRate(*hits.codes, hits.n, hits.of, *hits.usual)


def _of_passages(hits: Hits | None) -> HitRate | None:
    return None if hits is None else HitRate(*hits.like, hits.n, hits.of)


def _of_some_codes(hits: Hits | None, numbers: Sequence[int]) -> HitRate | None:
    """Of the passages with these codes: how often the code of each would have been named."""
    of_each = [hits.by_code[number] for number in numbers if number in hits.by_code] if hits is not None else []
    n = sum(each[2] for each in of_each)
    if hits is None or not n:
        return None
    return HitRate(sum(e[0] * e[2] for e in of_each) / n, sum(e[1] * e[2] for e in of_each) / n, n, hits.of)
