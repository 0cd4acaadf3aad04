"""The day of a moment is that of Indonesia: sites print UTC where their readers have the next day already."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

WIB = timezone(timedelta(hours=7))
_HERE = {timedelta(hours=hours) for hours in (7, 8, 9)}


def local(moment: datetime) -> datetime:
    """Return a moment in a zone of Indonesia: WIB, WITA and WIT stay, any other zone becomes WIB; without a zone it is
    local already."""
    if moment.tzinfo is None or moment.utcoffset() in _HERE:
        return moment
    try:
        return moment.astimezone(WIB)
    except OverflowError:  # the first or the last day that there is
        return moment
