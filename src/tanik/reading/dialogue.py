"""Dialogue: whose words the quotations of a narrative are, where the verb stands in the middle of the sentence.

Every paragraph is turned into a string of tags (name, pronoun, noun phrase, verb of speech, other word, stop,
quotation), and rules look at the tags around a quotation, the surest first (the sieve of Muzny, Fang, Chang and
Jurafsky 2017, A Two-stage Sieve Approach for Quote Attribution, with rules and data of our own): a name beside a verb
of speech behind or before the marks, a pronoun there, the subject of the sentence beside the quotation, the other
quotations of the paragraph, and last the turns of a conversation between two. Each speaker carries the rule that found
it, and the rule says how often it is right.

Needs: paragraphs, quotations (classed), mentions. Gives: ``Quotation.speaker`` and ``rule``; persons who are only
described (``the old man``) as entities.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tanik.languages.pack import Language
from tanik.reading.annotations import Entity, Mention, Quotation
from tanik.reading.naming import Ids
from tanik.reading.people import People
from tanik.reading.persons_seen import Genders, PersonsSeen
from tanik.reading.units import QUOTED, same_length_fold, to_local
from tanik.text.document import Document, Paragraph

CONFIDENCE = {
    "speaker.after": 0.85,
    "speaker.before": 0.8,
    "speaker.pronoun": 0.6,
    "speaker.first_person": 0.8,
    "speaker.paragraph": 0.7,
    "speaker.beat": 0.6,
    "speaker.turns": 0.5,
}
"""How often a speaker found by a rule is right, about (``benchmarks.litbank`` shows it)."""

_TOKEN = re.compile(rf"{QUOTED}+|[^\W_]+(?:['’\-][^\W_]+)*|[.!?;:,]|--|[–—]")
_NP = r"[NMP]"
_AFTER_VERB = re.compile(rf"[,-]?[wxv]?V[wx]?(?P<np>{_NP})")
_AFTER_NAME = re.compile(rf"[,-]?(?P<np>{_NP})(?:,[^.QV]{{1,9}},)?[wxv]{{0,2}}V")
_AFTER_ANY_VERB = re.compile(rf"[wx]?(?:v(?P<np>{_NP})|(?P<subject>{_NP})w?v)")
"""Behind a comma inside the marks stands the verb of speech, whichever it is: ``“...,” calculated the clerk``."""
_BEFORE_VERB = re.compile(r"V(?P<np>[NM])[^.QNMPV]{0,5}[,:-]?$")
_SUBJECT = re.compile(rf"(?P<np>{_NP})[^.QNMPV]{{0,7}}V[^.QV]{{0,12}}?[,:-]?$")
_CAPITAL = r"[A-ZÀ-Þ][\w\-]{1,20}"
_SHORT = frozenset(("quotation.short", "quotation.title"))
_ENDS = frozenset(",.!?…-–—")
_SENTENCE_ENDS = frozenset(("", ".", "!", "?", "”", '"', ".”", '."', "’", ":", ",”", ',"'))
_LAST_TURN = 3
"""Paragraphs without a quotation after which a conversation is over."""


@dataclass(slots=True)
class _Token:
    tag: str
    start: int
    end: int
    mention: Mention | None = None
    word: str = ""


@dataclass(slots=True)
class _Quote:
    quotation: Quotation
    at: int
    """Number of its token in the paragraph."""
    comma: bool = False
    """Its words end in a comma: the sentence goes on behind the marks."""
    speaker: str | None = None
    rule: str = ""
    signed: bool = False
    """A verb of speech stands beside it, whoever is meant."""


@dataclass(slots=True)
class _Turn:
    """The quotations of one paragraph that belong together: one speaker's turn."""

    paragraph: int
    quotes: list[_Quote] = field(default_factory=list)
    speaker: str | None = None


class Dialogue:
    """Finds the speakers of one document's quotations."""

    def __init__(self, document: Document, pack: Language, people: People, quotations: Sequence[Quotation]) -> None:
        rules = pack.rules("quotations").get("speech", {})
        self._document = document
        self._pack = pack
        self._people = people
        self._quotations = [q for q in quotations if not q.depth and (q.kind == "direct" or self._may_be_said(q))]
        self._verbs = frozenset(rules.get("verbs", ()))
        self._stops = frozenset(rules.get("stops", ()))
        self._determiners = frozenset(rules.get("determiners", ()))
        self._pronouns = frozenset(rules.get("subject_pronouns", ()))
        self._genders = Genders(pack)
        self._seen = PersonsSeen(people, self._genders)
        self._ids = Ids(entity.id for entity in people.entities)
        self._not_speakers = frozenset(rules.get("not_speakers", ()))
        self._proper = self._names_beside_verbs()
        self._described: dict[str, str] = {}
        self._new: list[Mention] = []
        self._last_turn: _Turn | None = None

    def _may_be_said(self, quotation: Quotation) -> bool:
        """A word or two in marks that end like a sentence: ``“Never,” said the clerk.``"""
        return quotation.rule in _SHORT and self._document.text[quotation.end - 1 : quotation.end] in _ENDS

    def _names_beside_verbs(self) -> dict[str, str | None]:
        """Single names that no title and no surname shows to be persons, but a verb of speech behind the marks does.

        Each with the person of the document whose name it is a part of, None for somebody not known before.
        """
        verbs = "|".join(sorted(self._verbs))
        beside = re.compile(
            rf"[”\"’'»] (?:(?:{verbs}) (?:little |old |young |poor )?({_CAPITAL})|({_CAPITAL}) (?:{verbs}))\b"
        )
        found: dict[str, str | None] = {}
        if not self._verbs:
            return found
        for match in beside.finditer(self._document.text):
            name = match.group(1) or match.group(2)
            if self._pack.fold(name) not in self._stops | self._determiners | self._genders.not_names:
                found.setdefault(name, None)
        owners: dict[str, set[str]] = {}
        for entity in self._people.entities:
            if entity.kind == "person":
                for word in entity.name.split():
                    owners.setdefault(word, set()).add(entity.id)
        return {name: min(owners[name]) if len(owners.get(name, ())) == 1 else None for name in found}

    def run(self) -> None:
        """Set the speakers; add described persons to the people."""
        turns: list[_Turn] = []
        at = 0
        for number, paragraph in enumerate(self._document.paragraphs):
            if paragraph.kind not in ("body", "block", "list"):
                continue
            here = []
            while at < len(self._quotations) and self._quotations[at].outer_start < paragraph.end:
                if paragraph.holds(self._quotations[at].outer_start):
                    here.append(self._quotations[at])
                at += 1
            tokens = self._tokens(paragraph, here)
            if here:
                turns += self._turns(number, tokens, here)
            else:
                self._note(number, tokens, 0, len(tokens))
        self._alternate(turns)
        for turn in turns:
            for quote in turn.quotes:
                self._write(quote)
        self._enter_described()

    def _write(self, quote: _Quote) -> None:
        found = quote.quotation
        if found.kind == "term":
            text = self._document.text
            before = text[max(0, found.outer_start - 2) : found.outer_start].strip(" \n")
            whole = text[found.start].isupper() and text[found.end - 1] != "," and before in _SENTENCE_ENDS
            if not quote.signed and not whole:
                return
            found.kind = "direct"
        if quote.speaker:
            found.speaker, found.rule = quote.speaker, quote.rule

    # Tokens

    def _tokens(self, paragraph: Paragraph, quotes: list[Quotation]) -> list[_Token]:
        text = paragraph.text(self._document.text)
        narration = list(same_length_fold(text, self._pack))
        spans = [
            (
                to_local(paragraph, q.outer_start),
                to_local(paragraph, q.outer_end) if q.outer_end <= paragraph.end else len(text),
            )
            for q in quotes
        ]
        for start, end in spans:
            narration[start:end] = QUOTED * (end - start)
        mentions = {to_local(paragraph, m.start): m for m in self._people.in_range(paragraph.start, paragraph.end)}
        tokens: list[_Token] = []
        busy = 0
        starts = {start for start, _ in spans}
        for match in _TOKEN.finditer("".join(narration)):
            start, end = match.span()
            if text[start:end] and match.group()[0] == QUOTED:
                tokens += [_Token("Q", a, b) for a, b in spans if start <= a < end]
                busy = end
                continue
            if start < busy or start in starts:
                continue
            mention = mentions.get(start)
            printed = text[start:end]
            if printed in self._proper and (mention is None or self._people.by_id[mention.entity].kind == "place"):
                tokens.append(_Token("M", start, end, None, printed))
            elif mention is not None:
                busy = to_local(paragraph, mention.word_end)
                kind = self._people.by_id[mention.entity].kind
                owned = text[busy - 2 : busy] in ("'s", "’s") or text[busy - 1 : busy] in ("'", "’")
                tag = "N" if kind in ("person", "group", "organisation", "state") and not owned else "w"
                if not text[start].isupper():
                    mention, tag, busy = None, self._tag(match.group()), end
                tokens.append(_Token(tag, start, busy if busy > start else end, mention, match.group()))
            else:
                tokens.append(_Token(self._tag(match.group()), start, end, None, match.group()))
        return self._phrases(tokens, paragraph)

    def _tag(self, word: str) -> str:
        if word in ".!?;":
            return "."
        if word in ",:":
            return word
        if word in ("--", "–", "—"):
            return "-"
        if word in self._pronouns:
            return "P"
        if word in self._verbs:
            return "V"
        if word in self._determiners:
            return "D"
        if word in self._stops:
            return "x"
        return "v" if word.endswith("ed") and len(word) > 4 else "w"

    def _phrases(self, tokens: list[_Token], paragraph: Paragraph) -> list[_Token]:
        """``the young man`` as one token; its last word before a stop word, a verb or a mark is the noun."""
        made: list[_Token] = []
        i = 0
        while i < len(tokens):
            token = tokens[i]
            if token.tag == "D":
                j = i + 1
                while j < len(tokens) and tokens[j].tag == "w" and tokens[j].mention is None and j - i <= 4:
                    j += 1
                if j < len(tokens) and tokens[j].tag in "NM" and tokens[j].word[:1].isupper() and j - i <= 3:
                    made.append(tokens[j])
                    i = j + 1
                    continue
                words = [each.word for each in tokens[i + 1 : j]]
                noun = next((k for k in range(len(words) - 1, -1, -1) if self._genders.of_noun(words[k])), None)
                beside = (j < len(tokens) and tokens[j].tag in "Vv") or (made and made[-1].tag in "Vv")
                if noun is not None or (beside and words and j - i <= 4):
                    last = i + 1 + (noun if noun is not None else self._head(words))
                    made.append(
                        _Token(
                            "M", token.start, tokens[last].end, None, " ".join(t.word for t in tokens[i + 1 : last + 1])
                        )
                    )
                    i = last + 1
                    continue
                token.tag = "x"
            made.append(token)
            i += 1
        return made

    @staticmethod
    def _head(words: list[str]) -> int:
        """The noun of a phrase: before an adverb at its end."""
        last = len(words) - 1
        while last > 0 and words[last].endswith("ly"):
            last -= 1
        return last

    # Rules

    def _turns(self, number: int, tokens: list[_Token], quotations: list[Quotation]) -> list[_Turn]:
        tags = "".join(token.tag for token in tokens)
        places = [i for i, token in enumerate(tokens) if token.tag == "Q"]
        text = self._document.text
        quotes = [_Quote(q, at, text[q.end - 1] == ",") for q, at in zip(quotations, places, strict=False)]
        turns: list[_Turn] = []
        noted = 0
        for k, quote in enumerate(quotes):
            stop = quotes[k + 1].at if k + 1 < len(quotes) else len(tokens)
            since = quotes[k - 1].at if k else -1
            joined = turns and quote.at > since + 1
            if not joined:
                turns.append(_Turn(number))
            turn = turns[-1]
            self._note(number, tokens, noted, quote.at)
            noted = quote.at
            self._beside(number, tokens, tags, quote, since + 1, stop, turn)
            turn.quotes.append(quote)
            if quote.speaker:
                self._seen.see(quote.speaker, subject=True)
                turn.speaker = turn.speaker or quote.speaker
            if turn is not self._last_turn and turn.speaker:
                self._last_turn = turn
        self._note(number, tokens, noted, len(tokens))
        for turn in turns:
            self._share(turn)
            if turn.speaker is None:
                self._beat(number, tokens, turn)
        return turns

    def _beside(
        self, number: int, tokens: list[_Token], tags: str, quote: _Quote, since: int, stop: int, turn: _Turn
    ) -> None:
        """A name, noun phrase or pronoun with a verb of speech, behind the quotation or before it."""
        behind = tags[quote.at + 1 : stop]
        sentence = behind.split(".")[0]
        for pattern in (_AFTER_VERB, _AFTER_NAME):
            match = pattern.match(sentence)
            if match is not None:
                self._give(number, tokens, quote, quote.at + 1 + match.start("np"), "speaker.after", turn)
                return
        if quote.comma:
            match = _AFTER_ANY_VERB.match(sentence)
            if match is not None:
                at = match.start("np") if match["np"] else match.start("subject")
                self._give(number, tokens, quote, quote.at + 1 + at, "speaker.after", turn)
                return
        before = tags[since : quote.at]
        clause = before[before.rstrip(".").rfind(".") + 1 :]
        offset = quote.at - len(clause)
        match = _BEFORE_VERB.search(clause)
        if match is not None:
            self._give(number, tokens, quote, offset + match.start("np"), "speaker.before", turn)
            return
        match = _SUBJECT.search(clause)
        if match is not None and clause[-1:] in (",", ":", "-", "V"):
            first = re.search(_NP, clause)
            at = match.start("np")
            if first is not None and "." not in clause[: first.start()] and first.start() < at and first.start() <= 2:
                at = first.start()
            self._give(number, tokens, quote, offset + at, "speaker.before", turn)
            return
        if clause.endswith(":"):
            first = re.search(_NP, clause)
            if first is not None:
                self._give(number, tokens, quote, offset + first.start(), "speaker.before", turn)

    def _give(self, number: int, tokens: list[_Token], quote: _Quote, at: int, rule: str, turn: _Turn) -> None:
        token = tokens[at]
        quote.signed = True
        if token.tag == "P":
            who, rule = self._pronoun(token.word, number, turn)
        else:
            who = self._who(number, token)
        if who is not None:
            quote.speaker, quote.rule = who, rule

    def _pronoun(self, word: str, number: int, turn: _Turn) -> tuple[str | None, str]:
        if word == "i":
            return (self._people.authors[0] if self._people.authors else None), "speaker.first_person"
        before = self._last_turn
        other = None
        if turn.speaker is None and before is not None and before is not turn and number - before.paragraph <= 2:
            other = before.speaker
        if turn.speaker is not None and self._genders.fits(self._seen.gender(turn.speaker), word):
            return turn.speaker, "speaker.pronoun"
        return self._seen.last(word, but=other), "speaker.pronoun"

    def _who(self, number: int, token: _Token) -> str | None:
        if token.mention is not None:
            return token.mention.entity
        return self._described_person(number, token)

    def _described_person(self, number: int, token: _Token) -> str | None:
        """The person whom a noun phrase describes: the same noun means the same person in one document."""
        noun = token.word.split(" ")[-1]
        if noun in self._not_speakers:
            return None
        known = self._described.get(noun)
        owner = self._proper.get(noun)
        if known is None and owner:
            known = self._described[noun] = owner
        paragraph = self._document.paragraphs[number]
        start, end = paragraph.locate(token.start), paragraph.locate(token.end, end=True)
        if known is None:
            name = token.word
            known = self._described[noun] = self._ids.make(name)
            form = self._document.text[start:end]
            self._people.by_id[known] = Entity(known, "person", name, (form,), rule="person.described")
            self._seen.learn(known, self._genders.of_noun(noun) or self._genders.of_person(name, ()))
        self._new.append(Mention(start, end, end, known, "described"))
        return known

    def _is_person(self, token: _Token) -> bool:
        noun = token.word.split(" ")[-1]
        return noun in self._proper or bool(self._genders.of_noun(noun))

    def _enter_described(self) -> None:
        """Described persons who speak are entities; the others were only candidates for a pronoun."""
        speakers = {quotation.speaker for quotation in self._quotations}
        before = {entity.id for entity in self._people.entities}
        for id in dict.fromkeys(self._described.values()):
            if id in speakers and id not in before:
                self._people.entities.append(self._people.by_id[id])
            elif id not in before:
                del self._people.by_id[id]
        self._people.add_mentions([mention for mention in self._new if mention.entity in speakers])

    def _note(self, number: int, tokens: list[_Token], start: int, stop: int) -> None:
        """Remember who was named in a stretch of narration."""
        opens = True
        for token in tokens[start:stop]:
            if token.tag == "N" and token.mention is not None:
                self._seen.see(token.mention.entity, subject=opens)
            elif token.tag == "M" and self._is_person(token):
                who = self._described_person(number, token)
                if who is not None:
                    self._seen.see(who, subject=opens)
            elif token.tag == "P" and token.word != "i":
                who = self._seen.last(token.word)
                if who is not None:
                    self._seen.see(who, subject=opens, gender=token.word)
            if token.tag == ".":
                self._seen.next_sentence()
            opens = token.tag in ".Q" or (opens and token.tag in "wx,")

    def _share(self, turn: _Turn) -> None:
        """The quotations of a turn without a sign of their own have the speaker of the one before, else after."""
        for order in (turn.quotes, turn.quotes[::-1]):
            who = None
            for quote in order:
                if quote.speaker is None and who is not None:
                    quote.speaker, quote.rule = who, "speaker.paragraph"
                who = quote.speaker or who

    def _beat(self, number: int, tokens: list[_Token], turn: _Turn) -> None:
        """``The girl laughed. “...”``: the subject of the narration in the same paragraph, beside the quotation."""
        first, last = turn.quotes[0].at, turn.quotes[-1].at
        tags = "".join(token.tag for token in tokens)
        before = tags[:first].rstrip(".")
        begin = before.rfind(".") + 1
        spans = [(begin, len(before))] if before and "Q" not in before else []
        behind = re.match(r"[^.Q]+", tags[last + 1 :])
        if behind is not None and "Q" not in tags[last + 1 :]:
            spans.append((last + 1, last + 1 + behind.end()))
        for a, b in spans:
            match = re.match(rf"[wx,]{{0,3}}(?P<np>{_NP})", tags[a:b])
            if match is None:
                continue
            token = tokens[a + match.start("np")]
            who = self._pronoun(token.word, number, turn)[0] if token.tag == "P" else self._who(number, token)
            if who is not None:
                turn.speaker = who
                for quote in turn.quotes:
                    quote.speaker, quote.rule = who, "speaker.beat"
                return

    def _alternate(self, turns: list[_Turn]) -> None:
        """In a conversation of two the one who did not speak before speaks now."""
        talks: list[list[_Turn]] = []
        for turn in turns:
            if talks and turn.paragraph - talks[-1][-1].paragraph <= _LAST_TURN:
                talks[-1].append(turn)
            else:
                talks.append([turn])
        for talk in talks:
            sure = [turn.speaker for turn in talk]
            for order in (1, -1):
                steps = range(len(talk)) if order == 1 else range(len(talk) - 1, -1, -1)
                for i in steps:
                    j, k = i - order, i - 2 * order
                    if sure[i] is not None or not (0 <= j < len(talk) and 0 <= k < len(talk)):
                        continue
                    if sure[k] is not None and sure[k] != sure[j] and sure[j] is not None:
                        sure[i] = sure[k]
            parties = list(dict.fromkeys(who for who in sure if who))
            other = parties[1] if len(parties) == 2 else None
            for i, turn in enumerate(talk):
                if sure[i] is None and other is not None:
                    beside = {sure[j] for j in (i - 1, i + 1) if 0 <= j < len(talk)} - {None}
                    if len(beside) == 1:
                        sure[i] = next(who for who in parties if who not in beside)
                if turn.speaker is None and sure[i] is not None:
                    turn.speaker = sure[i]
                    for quote in turn.quotes:
                        quote.speaker, quote.rule = sure[i], "speaker.turns"
