"""Articles and corpora for people to read."""
