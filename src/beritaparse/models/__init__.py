"""The packaged statistical name recogniser."""
