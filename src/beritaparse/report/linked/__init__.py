"""The report of a linked corpus: stories, people and posts as one page, or as several where there are many."""
