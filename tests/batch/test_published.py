from __future__ import annotations

import pytest

from beritaparse.batch.published import read_published


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Tayang: Selasa, 10 Juni 2025 06:40 WIB", "2025-06-10T06:40:00+07:00"),
        ("Kompas.com- 20/06/2025, 17:21 WIB", "2025-06-20T17:21:00+07:00"),
        ("Kompas.com- Diperbarui 19/06/2025, 10:25 WIB", "2025-06-19T10:25:00+07:00"),
        ("Senin, 9 Juni 2025 18:31 WITA", "2025-06-09T18:31:00+08:00"),
        ("Minggu, 8 Juni 2025 19:31 WIT", "2025-06-08T19:31:00+09:00"),
        ("11 Juni 2025 |11:35 WIB", "2025-06-11T11:35:00+07:00"),
        (",\xa0Jurnalis-Jum'at, 20 Juni 2025 |17:10 WIB", "2025-06-20T17:10:00+07:00"),
        ("18 Juni 2025 | 20.04 WIB", "2025-06-18T20:04:00+07:00"),
        ("10 Jun 2025 16:32", "2025-06-10T16:32:00"),
        ("Jumat   20 Jun 2025  18:43 WIB", "2025-06-20T18:43:00+07:00"),
        ("17 Agustus 2024", "2024-08-17T00:00:00"),
        ("2024-10-17", "2024-10-17T00:00:00"),
        ("2024-10-17 08:15:00", "2024-10-17T08:15:00"),
        ("2024-10-17T08:15:00Z", "2024-10-17T08:15:00+00:00"),
        ("2024-10-17T08:15:00+07:00", "2024-10-17T08:15:00+07:00"),
        ("1718000000", "2024-06-10T06:13:20+00:00"),
    ],
)
def test_what_sites_print(line: str, value: str) -> None:
    found = read_published(line)
    assert found is not None
    assert found.isoformat() == value


@pytest.mark.parametrize("line", ["Tidak ditemukan", "", "kemarin", "2024-13-45", "32/01/2024", "123"])
def test_no_date_is_none(line: str) -> None:
    assert read_published(line) is None
