"""Training on annotations: readers of the usual formats, settings, and the command ``beritaparse train``."""
