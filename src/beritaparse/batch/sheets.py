"""Tables for spreadsheets: CSV, and workbooks of Excel with cells that stay what they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date, datetime, timezone
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from .schema import Column

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_CODES = {"code", "region_code"}
"""Columns of figures that are no numbers: 33.10 is a regency."""
_EXCEL_ZERO, _EXCEL_FIRST = date(1899, 12, 30), date(1900, 3, 1)
"""From where Excel counts its days, and from where on they are those of the calendar."""
LONGEST = 32_767
"""Units of UTF-16 that a cell of Excel holds."""
ROWS = 1_048_575
"""Rows that a sheet of Excel holds below its head."""


def write_csv(
    rows: Iterable[tuple[Any, ...]], columns: tuple[Column, ...], stream: BinaryIO, *, raw: bool, excel: bool
) -> None:
    """Write a table with a head.

    An apostrophe stands before a text that a spreadsheet would run as a formula (not with ``raw``); it does not show
    it.  ``excel``: a byte-order mark, semicolons and decimal commas, as Excel with Indonesian settings wants them, and
    codes so that it leaves them alone.
    """
    ways = [_cell(column, raw, excel) for column in columns]
    text = io.TextIOWrapper(stream, encoding="utf-8-sig" if excel else "utf-8", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";" if excel else ",")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([way(value) if way else value for way, value in zip(ways, row, strict=True)])
    text.flush()
    text.detach()


def _cell(column: Column, raw: bool, excel: bool) -> Callable[[Any], Any] | None:
    """How the values of a column are written; None as they are."""
    if column.kind == "boolean":
        return lambda value: None if value is None else bool(value)
    if excel and column.name in _CODES:
        return lambda value: None if value is None else f'="{value}"'
    if excel and column.kind == "real":
        return lambda value: None if value is None else str(value).replace(".", ",")
    return _harmless if column.kind == "text" and not raw else None


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


Sheet = tuple[str, tuple[Column, ...], Iterable[tuple[Any, ...]]]
"""Name, columns and rows of a table."""


def write_workbook(sheets: Iterable[Sheet], path: Path) -> None:
    """Write a workbook with a sheet for each table, and more of them (``quotes 2``) for rows that have no room.

    Texts and codes are text whatever they look like, days are days, numbers numbers.  A text that is too long for a
    cell ends in an ellipsis there.
    """
    import xlsxwriter

    settings = {"constant_memory": True, "tmpdir": str(path.parent), "nan_inf_to_errors": True}
    with closing(xlsxwriter.Workbook(str(path), settings)) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=timezone.utc)})  # the same bytes each time
        formats = {"head": book.add_format({"bold": True}), "day": book.add_format({"num_format": "yyyy-mm-dd"})}
        for name, columns, rows in sheets:
            source = iter(rows)
            number = 1
            while _sheet(book, name if number == 1 else f"{name} {number}", columns, source, formats):
                number += 1


def _sheet(book: Any, name: str, columns: tuple[Column, ...], rows: Iterator[tuple[Any, ...]], formats: Any) -> bool:
    """Write a sheet; return whether it is full."""
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _WIDTHS.get(column.name, 14))
        sheet.write_string(0, at, column.name, formats["head"])
    ways = [_WAYS.get(column.kind, _text) for column in columns]
    for line, row in enumerate(islice(rows, ROWS), 1):
        for at, (way, value) in enumerate(zip(ways, row, strict=True)):
            if value is not None:
                way(sheet, line, at, value, formats)
        if line == ROWS:
            return True
    return False


_WIDTHS = {"text": 60, "title": 40, "name": 28, "speaker": 28, "position": 32, "position_text": 32, "article": 8}
"""Widths of columns, in characters."""


def _text(sheet: Any, line: int, at: int, value: Any, _: Any) -> None:
    sheet.write_string(line, at, fitting(str(value)))


def _number(sheet: Any, line: int, at: int, value: Any, _: Any) -> None:
    sheet.write_number(line, at, value)


def _truth(sheet: Any, line: int, at: int, value: Any, _: Any) -> None:
    sheet.write_boolean(line, at, bool(value))


def _day(sheet: Any, line: int, at: int, value: Any, formats: Any) -> None:
    day = date.fromisoformat(value)
    if day < _EXCEL_FIRST:
        sheet.write_string(line, at, value)
    else:
        sheet.write_number(line, at, (day - _EXCEL_ZERO).days, formats["day"])


_WAYS = {"integer": _number, "real": _number, "boolean": _truth, "date": _day}


def fitting(text: str) -> str:
    """A text, or as much of it as a cell holds."""
    if len(text) <= LONGEST // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
