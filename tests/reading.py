"""Writing small inputs and reading them back, for the tests of bad input."""

import json

from claimcmp.config import IngestSettings
from claimcmp.ingest import read_batches

GOOD = {"id": "good", "outlet": "Amber Post", "published": "2025-03-09T10:00:00+02:00", "lang": "en",
        "text": "Nine people were hurt."}  # fmt: skip


def read(*inputs, **options):
    problems = []
    batches = list(read_batches(inputs, IngestSettings(**options), problems))
    rows = [row for batch in batches for row in batch.to_pylist()]
    return rows, [str(problem) for problem in problems]


def lines(path, *rows):
    with path.open("wb") as out:
        for row in rows:
            out.write(row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode())
            out.write(b"\n")
