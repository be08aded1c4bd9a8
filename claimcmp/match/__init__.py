"""Whether two facts are the same fact: the levels of record linkage and their weights."""
