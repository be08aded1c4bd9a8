"""Vectors in PostgreSQL with pgvector, for a house that keeps its data there already.

Chosen over Qdrant and OpenSearch: a newsroom's database is most often PostgreSQL, it needs no second server to run
and back up, and the vectors sit beside the tables that they belong to. ``CLAIMCMP_POSTGRES`` names the database
(``postgresql://user:password@host:port/name``). Needs the extra ``claimcmp[postgres]`` and pgvector 0.5 or later.
"""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import numpy as np

from claimcmp.errors import UsageError, WorkspaceError
from claimcmp.index.local import nothing
from claimcmp.index.manifest import Manifest, write
from claimcmp.index.rows import check_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.index import Found, Vectors

VARIABLE = "CLAIMCMP_POSTGRES"
EXACT_ROWS = 20_000  # below this a scan is as fast as the graph, and exact
EF_SEARCH = 400  # candidates of the graph looked at a query: recall@10 ≥ 0.98 on unit vectors of 384 columns
COPY_ROWS = 10_000


def connect() -> Any:
    """A connection to the database that ``CLAIMCMP_POSTGRES`` names; ``UsageError`` where it names none."""
    try:
        from pg8000.native import Connection
    except ImportError as error:
        raise UsageError("the index kind 'postgres' needs pg8000: pip install 'claimcmp[postgres]'") from error
    address = os.environ.get(VARIABLE, "")
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres"):
        raise UsageError(f"{VARIABLE}={address!r}: write postgresql://user:password@host:port/database")
    socket = parse_qs(parts.query).get("host", [""])[0]
    where: dict[str, Any] = {"unix_sock": f"{socket}/.s.PGSQL.{parts.port or 5432}"} if socket else {
        "host": parts.hostname or "localhost", "port": parts.port or 5432}  # fmt: skip
    try:
        connection = Connection(
            unquote(parts.username or "postgres"), password=unquote(parts.password or "") or None,
            database=parts.path.lstrip("/") or "postgres", **where,
        )  # fmt: skip
        connection.run("CREATE EXTENSION IF NOT EXISTS vector")
    except Exception as error:
        raise WorkspaceError(f"{VARIABLE}: the database does not answer or lacks pgvector ({error})") from error
    return connection


class Postgres:
    """One table of vectors; the name is a digest of what is in it, so that building twice gives one table."""

    kind = "postgres"

    def __init__(self, connection: Any, table: str, manifest: Manifest) -> None:
        self._connection = connection
        self._table = table
        self.dim = manifest.dim
        self.encoder = manifest.encoder
        self._rows = manifest.rows

    @classmethod
    def build(cls, vectors: Vectors, *, seed: int, encoder: str) -> Postgres:
        """Copy the vectors into a table of their own; ``seed`` has no effect: pgvector draws its own levels."""
        block = np.ascontiguousarray(vectors, dtype=np.float32)
        table = "claimcmp_" + hashlib.sha256(block.tobytes() + encoder.encode()).hexdigest()[:24]
        connection = connect()
        made = cls(connection, table, Manifest(cls.kind, encoder, int(block.shape[1]), 0))
        connection.run("BEGIN")
        connection.run(f"DROP TABLE IF EXISTS {table}")
        connection.run(f"CREATE TABLE {table} (id bigint PRIMARY KEY, vector vector({made.dim}) NOT NULL)")
        made.add(block)
        if len(block) > EXACT_ROWS:
            connection.run(f"CREATE INDEX ON {table} USING hnsw (vector vector_ip_ops)")
        connection.run("COMMIT")
        return made

    def __len__(self) -> int:
        count: int = self._connection.run(f"SELECT count(*) FROM {self._table}")[0][0]
        return count

    @property
    def added(self) -> int:
        """See ``Index.added``."""
        return self._rows

    def search(
        self, queries: Vectors, k: int, *, mask: NDArray[np.bool_] | None = None, widen: bool = True
    ) -> Found:
        """See ``Index.search``; with a mask the scan is exact over the rows that it leaves."""
        check_columns("queries", queries, self.dim)
        scores, ids = nothing(len(queries), k)
        self._connection.run("BEGIN")
        self._connection.run(f"SET LOCAL hnsw.ef_search = {min(1000, max(EF_SEARCH, 2 * k))}")
        where, given = "", {}
        if mask is not None:
            self._connection.run("SET LOCAL enable_indexscan = off")
            where, given = "WHERE id = ANY(:allowed)", {"allowed": np.flatnonzero(mask).tolist()}
        select = (f"SELECT id, -(vector <#> CAST(:query AS vector)) FROM {self._table} {where} "
                  "ORDER BY vector <#> CAST(:query AS vector), id LIMIT :k")  # fmt: skip
        for row, query in enumerate(np.asarray(queries, np.float32)):
            found = self._connection.run(select, query=_text(query), k=k, **given)
            ids[row, : len(found)] = [i for i, _ in found]
            scores[row, : len(found)] = [s for _, s in found]
        self._connection.run("COMMIT")
        return scores, ids

    def add(self, vectors: Vectors) -> NDArray[np.int64]:
        """See ``Index.add``."""
        first = self._rows
        block = np.asarray(vectors, np.float32)
        for start in range(0, len(block), COPY_ROWS):
            lines = "".join(
                f"{first + start + i}\t{_text(v)}\n" for i, v in enumerate(block[start : start + COPY_ROWS])
            )
            self._connection.run(f"COPY {self._table} (id, vector) FROM STDIN", stream=io.StringIO(lines))
        self._rows = first + len(block)
        return np.arange(first, self._rows, dtype=np.int64)

    def remove(self, ids: NDArray[np.int64]) -> int:
        """See ``Index.remove``."""
        self._connection.run(f"DELETE FROM {self._table} WHERE id = ANY(:ids)", ids=np.asarray(ids).tolist())
        return int(self._connection.row_count)

    def save(self, path: Path) -> None:
        """See ``Index.save``: the folder names the table, the vectors stay in the database."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / "table.txt").write_text(self._table + "\n", encoding="utf-8")
        write(Path(path), Manifest(self.kind, self.encoder, self.dim, self._rows))

    @classmethod
    def load(cls, path: Path, *, manifest: Manifest, mmap: bool) -> Postgres:
        """Open the table that a folder names; ``WorkspaceError`` where the database no longer has it."""
        table = (Path(path) / "table.txt").read_text(encoding="utf-8").strip()
        if not table.removeprefix("claimcmp_").isalnum():
            raise WorkspaceError(f"{path}: table.txt names no table of claimcmp; build the index again")
        connection = connect()
        if connection.run("SELECT to_regclass(:name)", name=table)[0][0] is None:
            raise WorkspaceError(f"{path}: the database has no table {table}; build the index again")
        return cls(connection, table, manifest)


def _text(vector: NDArray[np.float32]) -> str:
    """A vector as pgvector reads it, every float32 in full."""
    return "[" + ",".join(np.char.mod("%.9g", vector).tolist()) + "]"
