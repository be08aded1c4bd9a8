"""A workspace: Arrow tables, vectors, index and the manifest that says which of them are whole.

A file is written aside, synced and renamed, and the manifest names it only then: a half-written table is never read.
"""

from __future__ import annotations

from claimcmp.store.arrays import let_go
from claimcmp.store.files import file_digest, spans, take, written_aside
from claimcmp.store.live import REFERENCES, Live
from claimcmp.store.manifest import FORMAT, MANIFEST
from claimcmp.store.memory import Blocks, Store, digest
from claimcmp.store.workspace import Workspace

__all__ = ["Blocks", "FORMAT", "Live", "MANIFEST", "REFERENCES", "Store", "Workspace", "digest", "file_digest",
           "let_go", "spans", "take", "written_aside"]  # fmt: skip
