"""Private persons' names masked, letter by letter; initials and officials stay."""

import beritaparse

article = beritaparse.parse(
    "SEMARANG - Polisi menangkap tersangka Rudi Hartawan (24) dan MS (16).\n"
    "“Rudi mengaku lima kali beraksi,” kata Kapolsek Tembalang Kompol Wahyu Anggoro."
)
redacted = article.redacted()
print(redacted.text)
print([person.name for person in redacted.persons])
