"""Quotations: whose words, on which page, after which work."""

from __future__ import annotations

from tanik.analysis.reliance import citation_label, quotation_citations
from tanik.report.markup import shortened, text
from tanik.report.plan import MOST_ROWS, Plan
from tanik.report.sections import fold, lead, nothing, section
from tanik.translation import N_

LENGTH = 420
OPEN = 60


def quotations(plan: Plan) -> str:
    words = plan.words
    title = words.say(N_("Quotations"))
    direct = plan.direct
    terms = sum(len(one.reading.quotations) for one in plan.items) - len(direct)
    if not direct:
        return section("quotations", title, nothing(words.say(N_("No words in quotation marks were found."))))
    named = sum(1 for item, index in direct if plan.items[item].reading.quotations[index].speaker)
    sentences = [
        words.say(
            N_("{n} quotations, {named} of them with a speaker."),
            n=words.number(len(direct)),
            named=words.number(named),
        )
    ]
    if terms:
        sentences.append(
            words.say(
                N_("Terms, titles and single words in quotation marks ({n}) are not listed."), n=words.number(terms)
            )
        )
    citations = [quotation_citations(one.reading) for one in plan.items]
    entries = [_entry(plan, item, index, citations[item][index]) for item, index in direct[:MOST_ROWS]]
    body = '<ol class="quotes">' + "\n".join(entries[:OPEN]) + "</ol>"
    if len(entries) > OPEN:
        more = words.say(N_("The other {n} quotations"), n=words.number(len(entries) - OPEN))
        body += fold(more, f'<ol class="quotes" start="{OPEN + 1}">' + "\n".join(entries[OPEN:]) + "</ol>")
    if len(direct) > MOST_ROWS:
        sentences.append(words.say(N_("Only the first {n} are listed."), n=words.number(MOST_ROWS)))
    return section("quotations", title, lead(*sentences), body)


def _entry(plan: Plan, item: int, index: int, cited: int | None) -> str:
    one = plan.items[item]
    quotation = one.reading.quotations[index]
    said = text(shortened(one.document.words(quotation.start, quotation.end), LENGTH))
    if quotation.speaker:
        speaker = plan.entity(plan.entities.key(item, quotation.speaker))
    else:
        speaker = f"<i>{text(plan.words.say(N_('speaker not known')))}</i>"
    notes = [speaker, plan.passage("pq", item, index, quotation.outer_start, plan.where(item, quotation.outer_start))]
    if cited is not None and 0 <= cited < len(one.reading.citations):
        citation = one.reading.citations[cited]
        notes.append(plan.passage("pc", item, cited, citation.start, text(citation_label(citation))))
    own, language = plan.anchor("qt", item, index), text(one.document.language)
    return (
        f'<li id="{own}"><blockquote lang="{language}">{said}</blockquote><p class="meta">{" · ".join(notes)}</p></li>'
    )
