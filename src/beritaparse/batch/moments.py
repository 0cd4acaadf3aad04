"""Moments and days of the contract's ISO 8601 strings, which may be partial and of any zone, as databases want them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

WIB = timezone(timedelta(hours=7))


def instant(value: str) -> str | None:
    """Return a moment in UTC (``2024-10-16T20:30:00+00:00``); one that names no zone is read as one in WIB.

    None for what is no date of the calendar.
    """
    try:
        moment = datetime.fromisoformat(value.replace("Z", "+00:00"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=WIB)).astimezone(timezone.utc).isoformat()
    except (ValueError, OverflowError):
        return None


def day(value: str) -> str | None:
    """Return the day (``2024-10-16``) that a date or moment names, in its own zone; None for months, spans, weeks …"""
    if len(value) < 10 or value[4] != "-" or value[10:11] not in ("", "T") or "/" in value:
        return None
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        return None
