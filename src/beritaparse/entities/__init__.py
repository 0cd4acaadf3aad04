"""Ranks, units, posts, names, places, facilities, organisations: found and linked."""
