"""How the packaged name recogniser is trained; ``scripts/train_ner.py`` runs it.  Needs torch and gensim."""
