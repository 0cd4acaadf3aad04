"""Quotations: direct and reported speech, its cues, its speakers."""
