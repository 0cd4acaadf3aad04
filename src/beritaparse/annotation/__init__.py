"""Annotations from other tools: Label Studio and Doccano exports to gold files and corpora, and back as tasks."""
