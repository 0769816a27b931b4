from __future__ import annotations

import pytest

from tanik.analysis.events import event_of, events_of, in_order
from tanik.errors import UsageError
from tanik.reading.authority import Authority, AuthorityEntry

PEOPLE = Authority(
    (
        AuthorityEntry("treaty", "treaty", "Bern Antlaşması", date="1921-03-16"),
        AuthorityEntry("war", "event", "Kuzey Savaşı", born="1919", died="1920"),
        AuthorityEntry("undated", "event", "Göç"),
        AuthorityEntry("odd", "event", "Yangın", date="one day"),
        AuthorityEntry("ayse", "person", "Ayşe", born="1888"),
    )
)


def test_events_are_those_with_a_date_in_the_order_of_time() -> None:
    found = [(event.key, event.edtf) for event in events_of(PEOPLE)]
    assert found == [("@war", "1919/1920"), ("@treaty", "1921-03-16")]


def test_an_event_is_found_by_its_name_or_given_with_a_date() -> None:
    known = events_of(PEOPLE)
    assert event_of("bern antlaşması", known).key == event_of("Bern", known).key == event_of("treaty", known).key
    given = event_of("Ateşkes = 1918-10-30", known)
    assert (given.name, given.first, given.last) == ("Ateşkes", given.last, given.first)
    assert in_order([known[1], given])[0] == given


@pytest.mark.parametrize(("text", "id"), [("Göç", "T748"), ("a", "T748"), ("Göç=soon", "T743"), ("=1921", "T743")])
def test_an_event_without_a_date_is_asked_for(text: str, id: str) -> None:
    with pytest.raises(UsageError) as error:
        event_of(text, events_of(PEOPLE))
    assert error.value.id == id
