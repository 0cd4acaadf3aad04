"""How mentions stand together: patterns over typed symbols, readings, and the choice among readings that compete."""
