"""Time expressions: found by a grammar, resolved to ISO 8601."""
