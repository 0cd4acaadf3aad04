"""A corpus as a report: one web page of charts over the output of ``beritaparse batch``."""
