"""spaCy pipeline for Indonesian news; the models are in ``beritaparse``."""

from beritaparse.models.package import load

__all__ = ["load"]
__version__ = "0.1.0"
