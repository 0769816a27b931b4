"""What people have coded in a study, as something to learn from: their codings, and the topics of statements they
accepted, corrected or added. What a program proposed and nobody looked at teaches nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tanik.coding.codebook import Applies, Code, Codebook
from tanik.coding.shared_words import words_of
from tanik.coding.suggestions import Lesson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tanik.store import Store
    from tanik.study.coding import StudyCoding

Place = tuple[str, int, int]
"""Source id, start, end."""


@dataclass(frozen=True, slots=True)
class Example:
    """A coded passage. ``page``: as printed."""

    place: Place
    quote: str
    page: str | None


@dataclass(frozen=True, slots=True)
class Taught:
    """A lesson with its texts: ``texts`` and their ``languages``, first of ``examples``, then of definitions.
    ``codes``: codebook and code of each number.
    """

    lesson: Lesson
    codes: tuple[tuple[Codebook, Code], ...]
    examples: tuple[Example, ...]
    texts: tuple[str, ...]
    languages: tuple[str, ...]

    def words(self) -> list[list[str]]:
        """The dictionary forms of each text."""
        return [words_of(text, language) for text, language in zip(self.texts, self.languages, strict=True)]

    def coded_on(self, source: str, start: int, end: int) -> tuple[str, ...]:
        """The codes on passages that share a letter with a place."""
        there = self.lesson.overlapping(source, start, end).nonzero()[0].tolist()
        numbers = {code: None for passage in there for code in self.lesson.codes[passage]}
        return tuple(self.codes[number][1].id for number in numbers)


NOTHING = Taught(Lesson((), (), 0, (), ()), (), (), (), ())
"""Where a study has no codebook yet."""


def learn(store: Store, coding: StudyCoding, applies: Applies | None, codebook: str | None = None) -> Taught:
    """The lesson for codes that apply to spans or to statements (None: to either), of one codebook or of all.

    Only what ``coding``'s coder may see. StudyError T541: no such codebook, T550: the study has none.
    """
    books = [coding.codebooks.get(codebook)] if codebook is not None else list(coding.codebooks)
    if not books:
        coding.codebooks.get(None)
    offered = [
        (book, code)
        for book in books
        for code in book.codes
        if not code.retired and (applies is None or applies in code.applies)
    ]
    numbers = {(book.name, code.id): number for number, (book, code) in enumerate(offered)}
    languages = {row.source: row.language for row in store.documents()}
    found: dict[Place, tuple[Example, set[int]]] = {}
    for example, number in _coded(store, coding, books, numbers):
        found.setdefault(example.place, (example, set()))[1].add(number)
    order = {source: at for at, source in enumerate(languages)}
    places = sorted(found, key=lambda place: (order.get(place[0], -1), *place))
    examples = tuple(found[place][0] for place in places)
    definitions = [
        (numbers[book.name, code.id], language, text) for book, code in offered for language, text in _definitions(code)
    ]
    lesson = Lesson(
        [sorted(found[place][1]) for place in places],
        [number for number, _, _ in definitions],
        len(offered),
        places,
        [example.quote for example in examples],
    )
    return Taught(
        lesson,
        tuple(offered),
        examples,
        (*(example.quote for example in examples), *(text for _, _, text in definitions)),
        (*(languages.get(place[0], "und") for place in places), *(language for _, language, _ in definitions)),
    )


def _coded(
    store: Store, coding: StudyCoding, books: list[Codebook], numbers: dict[tuple[str, str], int]
) -> Iterable[tuple[Example, int]]:
    present = {book.name: book.present() for book in books}
    for each in coding.codings():
        code = present.get(each.codebook, {}).get(each.code)
        number = None if code is None else numbers.get((each.codebook, code))
        if number is not None and each.coder.kind == "person":
            span = each.span
            yield Example((span.source, span.start, span.end), span.quote, span.page), number
    own = coding.coder if coding.round else None
    for row in store.desk.statement_rows("accepted", coder=own, round=coding.round):
        example = Example((row["source"], row["start"], row["end"]), row["text"], row["page"])
        for topic in row["topics"]:
            for book in books:
                number = numbers.get((book.name, present[book.name].get(topic, "")))
                if number is not None:
                    yield example, number


def _definitions(code: Code) -> Iterable[tuple[str, str]]:
    """Name, definition and anchor example of a code in each of its languages."""
    for language in dict.fromkeys((*code.names, *code.definition, *code.anchor)):
        parts = (each.get(language) for each in (code.names, code.definition, code.anchor))
        yield language, ". ".join(part.strip() for part in parts if part)
