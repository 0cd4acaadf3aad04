"""One page to facts."""

from pathlib import Path

import beritaparse

page = Path(__file__).with_name("deklarasi.txt").read_text(encoding="utf-8")
article = beritaparse.parse(page, published="2024-10-17")

event = article.events[0]
print(f"{event.type} on {event.date} at {event.venue}")
people = {person.id: person for person in article.persons}
for quote in article.quotes:
    speaker = quote.speaker
    person = people.get(speaker.person_id) if speaker and speaker.person_id else None
    print(f"{person.name if person else speaker and speaker.description}: {quote.text[:50]}")
