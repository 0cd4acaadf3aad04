"""The official regions, and the automaton over all fixed phrases."""
