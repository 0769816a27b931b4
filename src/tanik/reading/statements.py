"""Statements: who holds what view of whom, proved by the words.

For every sign of attribution of a unit the holder and the content clause are found, for every direct quotation its
speaker; each piece of content becomes a statement with targets, polarity, topics, dates, citation and relay. In
first-person sources the author is a holder too (:mod:`tanik.reading.voice`).

Needs: units, citations, quotations, dates, mentions. Gives: statements, speakers, doubts ``target.unknown``,
``polarity.irony``, ``quotation.speaker``.
"""

from __future__ import annotations

from collections.abc import Sequence

from tanik.languages.pack import Language
from tanik.reading.annotations import Citation, DateExpression, Doubt, Quotation, Statement
from tanik.reading.contents import content_finder, mostly_quoted
from tanik.reading.cues import Cue, cue_finder
from tanik.reading.dialogue import CONFIDENCE
from tanik.reading.finishing import Draft, Finisher
from tanik.reading.holders import Held, HolderFinder, Memory
from tanik.reading.people import People
from tanik.reading.quotations import CONTINUED
from tanik.reading.settings import ReadingSettings
from tanik.reading.speaker_signs import SpeakerSigns
from tanik.reading.speakers import speaker_finder
from tanik.reading.units import Passage, Place, QuotePlace, Unit
from tanik.reading.voice import Voice

_DESCRIBING = frozenset(
    {
        ("want", "participle"),
        ("want", "infinitive"),
        ("feel", "participle"),
        ("feel", "infinitive"),
        ("feel", "nominal"),
    }
)
"""``... isteyen X`` describes X; the view is what the main verb says."""


class StatementFinder:
    """Finds the statements of one document, passage by passage, in order."""

    def __init__(
        self,
        pack: Language,
        people: People,
        citations: Sequence[Citation],
        dates: Sequence[DateExpression],
        settings: ReadingSettings,
        voice: Voice,
    ) -> None:
        self._people = people
        self._voice = voice
        self._cues = cue_finder(pack.code)
        self._contents = content_finder(pack.code)
        self._holders = HolderFinder(pack)
        self._speakers = speaker_finder(pack.code)
        self.signs = SpeakerSigns(pack, people)
        self._predicates = tuple(pack.rules("reporting").get("holders", {}).get("predicates", ("\0",)))
        self._memory = Memory()
        self._finisher = Finisher(pack, people, citations, dates, settings, voice, self._holders, self._memory)
        self._introduced: Held | None = None
        self.blocks: list[Quotation] = []
        """Quotations set off as blocks, which have no marks."""

    @property
    def finisher(self) -> Finisher:
        """What ties dates, citation and topics to the words of a statement."""
        return self._finisher

    def of_passage(self, passage: Passage) -> tuple[list[Statement], list[Doubt]]:
        """The statements of one paragraph; sets the speakers of its quotations."""
        statements: list[Statement] = []
        doubts: list[Doubt] = []
        self._voice.enter(passage)
        self._memory.author = self._voice.author
        self.signs.enter(passage, self._voice.author)
        introduced = self._introduced if passage.paragraph.kind in ("list", "block") else None
        for unit in passage.units:
            drafts, found = (
                self._of_unit(passage, unit) if introduced is None else (self._listed(passage, unit, introduced), [])
            )
            doubts.extend(found)
            for draft in drafts:
                statements.extend(self._finisher.finish(passage, unit, draft, doubts))
        self._finisher.leave(passage)
        self.signs.leave(passage, self._voice.author)
        if passage.paragraph.kind == "body":
            self._introduced = self._introduces(passage)
        elif passage.paragraph.kind == "heading" or (introduced is None and passage.paragraph.kind != "note"):
            self._introduced = None  # an entry of an index that ends in a colon introduces nothing
        return _without_doubles(statements), doubts

    def _introduces(self, passage: Passage) -> Held | None:
        """The holder whose words the list or block after this paragraph gives: it ends in a sign and a colon."""
        end = len(passage.skeleton.rstrip())
        if not passage.units or not passage.skeleton[:end].endswith(":"):
            return None
        unit = passage.units[-1]
        cues = list(self._cues.find(passage.skeleton[unit.start : end]))
        if not cues:
            return None
        cue = _shifted(cues[-1], unit.start)
        held = self._holders.for_cue(passage, unit, self._holders.free(passage, unit), cue, self._memory)
        return Held(held.holders, "holder.list", held.confidence) if held else None

    def _listed(self, passage: Passage, unit: Unit, held: Held) -> list[Draft]:
        """A sentence of a list, or of a block set off from the text, that was introduced as somebody's words."""
        end = unit.start + len(passage.text[unit.start : unit.end].rstrip(" .;,\n"))
        if end - unit.start <= 12:
            return []
        if passage.paragraph.kind == "list":
            return [Draft(unit.start, end, "reported", held, None, "statement.list")]
        start, stop = passage.paragraph.start, passage.paragraph.end
        if unit is passage.units[0]:
            self.blocks.append(
                Quotation(start, stop, start, stop, speaker=held.holders[0], form="block", rule="quotation.block")
            )
        return [Draft(unit.start, end, "quote", held, None, "statement.block")]

    def _of_unit(self, passage: Passage, unit: Unit) -> tuple[list[Draft], list[Doubt]]:
        free = self._holders.free(passage, unit)
        cues = [_shifted(cue, unit.start) for cue in self._cues.find(passage.skeleton[unit.start : unit.end])]
        according = self._holders.according_to(passage, unit, free, self._memory)
        drafts: list[Draft] = []
        doubts: list[Doubt] = []
        self._from_quotes(passage, unit, cues, according, free, drafts, doubts)
        self._from_according(passage, unit, according, drafts)
        limit = according[0][1] if according else unit.end
        self._from_cues(passage, unit, [cue for cue in cues if cue.end <= limit], free, drafts)
        if not drafts:
            drafts.extend(self._voice.of_unit(passage, unit, cues))
        if not drafts:
            drafts.extend(self._continued(passage, unit, free))
        self._remember(passage, unit, free, drafts)
        return drafts, doubts

    def _continued(self, passage: Passage, unit: Unit, free: Sequence[Place]) -> list[Draft]:
        """A sentence without a sign that goes on with a witness's view, up to the citation of that witness."""
        memory = self._memory
        if not memory.said or memory.paragraph != passage.index or memory.holder is None:
            return []
        citation = self._finisher.covering(passage, unit.start, unit.start + 1)
        if citation is None or self._finisher.author_of(citation) != memory.holder:
            return []
        if any(
            place.kind == "person" and place.case == "nominative" and place.entity != memory.holder for place in free
        ):
            return []
        a, b = self._contents.trim(passage.skeleton, unit.start, unit.end)
        if passage.skeleton.count(" ", a, b) < 4:
            return []
        return [Draft(a, b, "reported", Held((memory.holder,), "holder.carried", 0.4), None, "statement.continued")]

    def _remember(self, passage: Passage, unit: Unit, free: Sequence[Place], drafts: list[Draft]) -> None:
        persons = [place for place in free if place.kind == "person" and place.entity != self._memory.author]
        if persons:
            self._memory.person = persons[-1].entity
        if drafts:
            self._memory.remember(drafts[-1].held, passage.index)
            return
        subject = next((place for place in free if place.case == "nominative"), None)
        if subject is not None and subject.start - unit.start < 60:
            self._memory.holder, self._memory.paragraph, self._memory.said = subject.entity, passage.index, False

    def _from_according(
        self, passage: Passage, unit: Unit, according: Sequence[tuple[Held, int]], drafts: list[Draft]
    ) -> None:
        for i, (held, start) in enumerate(according):
            stop = according[i + 1][0].span[0] if i + 1 < len(according) and according[i + 1][0].span else unit.end  # type: ignore[index]
            a, b = self._contents.trim(passage.skeleton, start, max(stop, start))
            quoted = [q for q in unit.quotes if q.outer_start <= a + 2 and q.outer_end > a]
            if (
                quoted
                or b <= a
                or mostly_quoted(passage.skeleton, a, b)
                or self._contents.empty(passage.skeleton, a, b)
            ):
                continue
            drafts.append(
                Draft(a, b, "reported", held, (held.span[0], start) if held.span else None, "statement.according")
            )

    def _from_cues(
        self, passage: Passage, unit: Unit, cues: Sequence[Cue], free: Sequence[Place], drafts: list[Draft]
    ) -> None:
        done = unit.start
        for i, cue in enumerate(cues):
            held = self._holders.for_cue(passage, unit, free, cue, self._memory, done)
            if held is None:
                done = cue.end
                continue
            following = cues[i + 1].start if i + 1 < len(cues) else unit.end
            found = self._drafts_of(passage, unit, cue, held, done, following)
            if found:
                drafts.extend(found)
                self._memory.remember(held, passage.index)
                self._own_words(unit, found[0].start, found[-1].end, held)
            if held.rule == "holder.participle" and held.span:
                done = held.span[0]
            elif found and cue.form != "nominal":
                done = cue.end

    def _drafts_of(self, passage: Passage, unit: Unit, cue: Cue, held: Held, done: int, following: int) -> list[Draft]:
        """The views that one sign announces; empty when it announces none."""
        skeleton = passage.skeleton
        if (cue.group, cue.form) in _DESCRIBING:
            return []
        if self._holders.order == "last":
            a, b = self._content(passage, unit, cue, held, done)
            clause = self._contents.is_clause(skeleton, a, min(b, cue.start))
        else:
            a, b = self._content_after(passage, unit, cue, following)
            clause = skeleton.count(" ", a, b) >= 2
        if b <= a or mostly_quoted(skeleton, a, b) or self._contents.empty(skeleton, a, b):
            return []
        attitude = cue.group in ("want", "feel", "judge") or cue.noun
        if cue.group == "think" and not cue.noun and not clause:
            return []  # "kabul etti", "anladı" with a mere object tell an act
        if not clause and (
            self._quotes_instead(passage, unit, cue) or (not attitude and held.rule == "holder.carried")
        ):
            return []
        if not clause and not attitude and not self._finisher.evaluates(passage, a, b):
            return []  # "Y'ye telgraf çekerek", "duruma değinen": who was told or what was touched, no view
        pieces = self._pieces(passage, unit, a, b) if clause else [(a, b)]
        factor = 1.0 if clause or attitude else 0.7
        rule, sign = f"statement.{cue.group}", (cue.start, cue.end)
        return [Draft(*piece, "reported", held, sign, rule, factor) for piece in pieces]

    def _content_after(self, passage: Passage, unit: Unit, cue: Cue, following: int) -> tuple[int, int]:
        """Where the verb stands before its object: from it to the end of the sentence or the next quotation."""
        end = next((stop for start, stop in unit.sentences if start <= cue.start < stop), unit.end)
        for quote in unit.quotes:
            if quote.outer_start >= cue.end:
                end = min(end, quote.outer_start)
        start = cue.start if cue.group in ("want", "feel") else cue.end
        cut = passage.skeleton.find("; ", cue.end, end)
        return self._contents.trim(passage.skeleton, start, cut if cut > 0 else end)

    def _own_words(self, unit: Unit, start: int, end: int, held: Held) -> None:
        """A word or two in marks inside what a person is reported to say are that person's words."""
        if self._people.by_id[held.holders[0]].kind != "person":
            return
        for quote in unit.quotes:
            found = quote.quotation
            if (
                start <= quote.outer_start
                and quote.outer_end <= end
                and found.rule == "quotation.short"
                and not found.depth
            ):
                found.kind, found.speaker, found.rule = "direct", held.holders[0], "quotation.own_words"

    @staticmethod
    def _quotes_instead(passage: Passage, unit: Unit, cue: Cue) -> bool:
        """Whether the sign only introduces or closes a quotation, which is the statement."""
        for quote in unit.quotes:
            if quote.quotation.kind != "direct" or quote.quotation.depth:
                continue
            between = (
                passage.skeleton[cue.end : quote.outer_start]
                if cue.end <= quote.outer_start
                else passage.skeleton[quote.outer_end : cue.start]
            )
            if len(between.strip()) <= 24:
                return True
        return False

    def _pieces(self, passage: Passage, unit: Unit, start: int, end: int) -> list[tuple[int, int]]:
        """The clauses of a list, joined again where they make the same point: no new name in the next one."""
        pieces: list[tuple[int, int]] = []
        named: set[str] = set()
        for a, b in self._contents.split(passage.skeleton, start, end):
            here = {place.entity for place in unit.places if place.proper and a <= place.start < b}
            if pieces and here <= named:
                pieces[-1] = (pieces[-1][0], b)
            else:
                pieces.append((a, b))
                named = here
        return pieces

    def _content(self, passage: Passage, unit: Unit, cue: Cue, held: Held, done: int) -> tuple[int, int]:
        """The words of the view: between what came before (or the holder) and the verb."""
        skeleton = passage.skeleton
        start = done
        if held.rule == "holder.agent" and held.span and held.span[0] - done > 8:
            return self._contents.trim(skeleton, done, held.span[0])
        if held.rule != "holder.eyes" and held.span and done <= held.span[0] and held.span[1] <= cue.start:
            start = held.span[1]
        attitude = cue.group in ("want", "feel") or cue.noun
        end = cue.end if attitude else self._contents.without_between(skeleton, start, cue.start)
        if cue.group == "judge":
            first = skeleton[cue.start : cue.end].split(" ")[0]
            end = cue.start + len(first) if " " in cue.text else cue.end
        start = self._after_quotes(unit, start, end)
        a, b = self._contents.trim(skeleton, start, end)
        if held.span and start == held.span[1] and self._contents.empty(skeleton, a, b):
            earlier = self._contents.trim(skeleton, done, held.span[0])
            if earlier[1] > earlier[0]:
                return earlier
        return a, b

    @staticmethod
    def _after_quotes(unit: Unit, start: int, end: int) -> int:
        """The content of a sign begins after the quotations before it, which are statements of their own."""
        for quote in unit.quotes:
            direct = quote.quotation.kind == "direct" and not quote.quotation.depth
            if direct and start <= quote.outer_start and quote.outer_end < end:
                start = quote.outer_end
        return start

    def _from_quotes(
        self,
        passage: Passage,
        unit: Unit,
        cues: Sequence[Cue],
        according: Sequence[tuple[Held, int]],
        free: Sequence[Place],
        drafts: list[Draft],
        doubts: list[Doubt],
    ) -> None:
        for quote in unit.quotes:
            if quote.quotation.kind != "direct":
                continue
            if quote.quotation.depth:
                quote.quotation.speaker = self._nested_speaker(passage, unit, quote)
                self.signs.tell(quote, quote.quotation.speaker)
                continue
            held = self._speaker(passage, unit, quote, cues, according, free)
            self.signs.tell(quote, held.holders[0] if held else None)
            if held is None:
                where = quote.quotation
                doubts.append(Doubt(where.outer_start, where.outer_end, "quotation.speaker"))
                continue
            quote.quotation.speaker, quote.quotation.rule = held.holders[0], held.rule
            quote.quotation.citation = self._finisher.covering(passage, quote.outer_start, quote.outer_end)
            drafts.extend(self._quote_drafts(passage, unit, quote, held))

    def _nested_speaker(self, passage: Passage, unit: Unit, quote: QuotePlace) -> str | None:
        held = self.signs.find(passage, quote, self._voice.author) if self.signs.active else None
        return held.holders[0] if held else self._speakers.nested_speaker(passage, unit, quote)

    def _speaker(
        self,
        passage: Passage,
        unit: Unit,
        quote: QuotePlace,
        cues: Sequence[Cue],
        according: Sequence[tuple[Held, int]],
        free: Sequence[Place],
    ) -> Held | None:
        if quote.quotation.rule == CONTINUED:
            continued = self.signs.continued
            return Held((continued,), "speaker.continued", 0.6) if continued else None
        if quote.quotation.speaker:
            rule = quote.quotation.rule if quote.quotation.rule in CONFIDENCE else "speaker.continued"
            return Held((quote.quotation.speaker,), rule, CONFIDENCE.get(rule, 0.6))
        signs = self.signs.find(passage, quote, self._voice.author) if self.signs.active else None
        if signs is not None and self._voice.author is not None:
            return signs
        held = self._speakers.speaker(passage, unit, quote, cues, according, free, self._holders, self._memory)
        if held is not None and self.signs.active and self._voice.author in held.holders:
            held = None  # the voice's own words carry a verb in the first person, which the signs have seen
        citation = self._finisher.covering(passage, quote.outer_start, quote.outer_end)
        if held is not None and held.rule != "holder.carried":
            return held
        if citation is not None:
            author = self._finisher.author_of(citation)
            if author:
                return Held((author,), "speaker.cited", 0.65)
        if self._voice.sender:
            return Held((self._voice.sender,), "speaker.sender", 0.6)
        if held is not None:
            return held
        if signs is not None and signs.rule != "speaker.carried":
            return signs
        own = self.signs.active and self._voice.author and self._voice.author == self._memory.holder
        if self._memory.holder and not own and passage.index == self._memory.paragraph:
            return Held((self._memory.holder,), "holder.carried", 0.45)
        return (
            self.signs.guess(passage, quote, self._voice.author) if self.signs.active and self._voice.author else None
        )

    def _quote_drafts(self, passage: Passage, unit: Unit, quote: QuotePlace, held: Held) -> list[Draft]:
        inside = [
            (max(a, quote.start), min(b, quote.end)) for a, b in unit.sentences if a < quote.end and b > quote.start
        ]
        pieces = self._group(passage, unit, inside) if len(inside) > 1 else [(quote.start, quote.end)]
        rule = f"statement.quote.{held.rule.split('.')[-1]}"
        predicate = len(pieces) == 1 and self._predicate(passage, quote)
        return [Draft(a, b, "quote", held, held.span, rule, predicate=predicate) for a, b in pieces if b > a]

    def _predicate(self, passage: Passage, quote: QuotePlace) -> bool:
        """Whether a quotation is a part of the sentence (``“...” olarak``) and not a sentence of its own."""
        if passage.text[quote.end - 1 : quote.end] in ".!?…":
            return False
        after = passage.skeleton[quote.outer_end : quote.outer_end + 24].strip(" ’'")
        return after.startswith(self._predicates)

    def _group(self, passage: Passage, unit: Unit, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The sentences of a quotation, parted where the target changes."""
        groups: list[tuple[int, int]] = []
        targets: set[str] = set()
        for start, end in sentences:
            here = {place.entity for place in unit.places if place.proper and start <= place.start < end}
            words = passage.text.count(" ", groups[-1][0], groups[-1][1]) if groups else 0
            if groups and (not here or here & targets or words < 8 or end - start < 40):
                groups[-1] = (groups[-1][0], end)
                targets |= here
            else:
                groups.append((start, end))
                targets = here
        return groups


def _shifted(cue: Cue, by: int) -> Cue:
    return Cue(cue.start + by, cue.end + by, cue.group, cue.noun, cue.form, cue.text)


def _without_doubles(statements: list[Statement]) -> list[Statement]:
    """One statement for one holder and one stretch; the surer one stays."""
    best: dict[tuple[int, int, str], Statement] = {}
    for statement in statements:
        key = (statement.start, statement.end, statement.holder)
        if key not in best or statement.confidence > best[key].confidence:
            best[key] = statement
    return sorted(best.values(), key=lambda s: (s.start, s.end, s.holder))
