"""Files, folders and objects → the table of articles.

One reader a format (``readers.READERS``). Whatever cannot be read as it stands becomes a ``Problem`` and the rest of
the job goes on; an input that holds nothing readable at all raises ``InputError``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.config import IngestSettings
from claimcmp.errors import InputError
from claimcmp.ingest.draft import Draft, from_mapping
from claimcmp.ingest.files import articles_at, check_inputs, expanded, files_of
from claimcmp.ingest.problems import Tally
from claimcmp.ingest.readers import SUFFIXES, format_of, reader
from claimcmp.ingest.rows import Assembler
from claimcmp.ingest.source import READ_ERRORS, Source, TooLargeError
from claimcmp.model import Article, Problem, schemas
from claimcmp.store.remote import fetched

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["articles_at", "check_inputs", "expanded", "files_of", "from_objects", "read_batches"]

_PACKED = frozenset((".zip", ".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz", ".zst", ".warc"))
_DOCUMENTS = frozenset((".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".xls", ".xlsx", ".ods", ".pages"))
# Called with what is done and the whole, 0 where the whole is not known.
Progress = Callable[[int, int], None]


def read_batches(
    inputs: Sequence[str | Path], settings: IngestSettings, problems: list[Problem], *,
    progress: Progress | None = None, batch_rows: int = 1000,
) -> Iterator[pa.RecordBatch]:  # fmt: skip
    """The articles of files and folders as record batches of the ``articles`` schema.

    Ids count from 0. Order: inputs as given, folders by path, rows as they stand. ``problems`` is filled as the
    batches are drawn; ``progress`` is called with the number of articles after each batch. Raises ``InputError`` when
    an input is missing, or when no article can be read from all of them.
    """
    paths = expanded(inputs)
    check_inputs(inputs)
    tally = Tally(problems)
    assembler = Assembler(settings, tally)
    pending: list[Article] = []
    for path in paths:
        drafts = _remote(path, settings, tally) if isinstance(path, str) else _drafts(path, settings, tally)
        for draft in drafts:
            article = assembler.article(draft)
            if article is not None:
                pending.append(article)
            if len(pending) >= batch_rows:
                yield _batch(pending)
                pending = []
                if progress is not None:
                    progress(assembler.count, 0)
    if pending:
        yield _batch(pending)
        if progress is not None:
            progress(assembler.count, 0)
    tally.finish()
    if assembler.count == 0:
        raise InputError(_nothing(paths, problems))


def from_objects(
    objects: Iterable[Mapping[str, Any] | Any], settings: IngestSettings, problems: list[Problem]
) -> pa.Table:
    """Articles given as dicts or dataclasses → the ``articles`` table; only ``text`` is required.

    Problems name the object's place as file "articles" and its number from 1 as the line.
    """
    import pyarrow as pa

    tally = Tally(problems)
    assembler = Assembler(settings, tally)
    rows: list[Article] = []
    for number, given in enumerate(objects, 1):
        if is_dataclass(given) and not isinstance(given, type):
            given = asdict(given)
        if not isinstance(given, Mapping):
            raise InputError(
                f"articles:{number}: a {type(given).__name__} is no article; give dicts or dataclasses with a text"
            )
        article = assembler.article(from_mapping(given, file="articles", line=number))
        if article is not None:
            rows.append(article)
    tally.close("articles")
    tally.finish()
    return pa.Table.from_batches([_batch(rows)], schema=schemas()["articles"])


def _drafts(path: Path, settings: IngestSettings, tally: Tally) -> Iterator[Draft]:
    def tell(name: str, what: str, remedy: str, severity: str) -> None:
        tally.add(name, None, what, remedy, severity=severity)

    for file in files_of(path, tell):
        key = (file.relative_to(path) if path.is_dir() else Path(file.name)).as_posix().removesuffix(".gz")
        yield from _told(Source(file, str(file), key.removesuffix(Path(key).suffix), settings, tally), path.is_dir())


def _remote(url: str, settings: IngestSettings, tally: Tally) -> Iterator[Draft]:
    """The articles of an address, file by file, each copied here while it is read."""
    files = articles_at(url)
    for file in files:
        key = file.key.removesuffix(".gz")
        with fetched(file) as path:
            source = Source(path, file.url, key.removesuffix(Path(key).suffix), settings, tally)
            yield from _told(source, len(files) > 1)


def _told(source: Source, listed: bool) -> Iterator[Draft]:
    """The articles of a file; what stops its reading is told."""
    tally = source.tally
    try:
        yield from _read(source, listed=listed)
    except TooLargeError as error:
        tally.add(source.name, None, f"{error}; left out", "split the file, or export it as JSONL", severity="error")
    except PermissionError as error:
        tally.add(
            source.name, None, f"cannot be read ({error.strerror}); left out", "check that you may read it",
            severity="error",
        )  # fmt: skip
    except READ_ERRORS as error:
        what = (getattr(error, "strerror", None) or str(error)).strip().rstrip(".")
        tally.add(
            source.name, None, f"reading stopped: {what}", "what came before is kept; get the file again",
            severity="error",
        )  # fmt: skip
    tally.close(source.name)


def _read(source: Source, *, listed: bool) -> Iterator[Draft]:
    if source.path.stat().st_size > source.settings.max_file_bytes:
        raise TooLargeError(f"more than {source.settings.max_file_bytes:,} bytes")
    head = source.head()
    if not head.strip():
        source.tally.add(source.name, None, "an empty file; left out", "remove it, or write it again")
        return
    form = format_of(source, head)
    if not form or (listed and source.suffix not in SUFFIXES and form == "text"):
        source.tally.add(
            source.name, None, "a binary file; left out" if not form else "a file of unknown format; left out",
            _remedy(source, binary=not form), severity="warning" if listed else "error",
        )  # fmt: skip
        return
    yield from reader(form)(source)


def _remedy(source: Source, *, binary: bool) -> str:
    if source.suffix in _PACKED:
        return "unpack it first"
    if source.suffix in _DOCUMENTS:
        return "save its text as .txt, or its rows as CSV"
    if source.suffix in SUFFIXES:
        return "if it should be text, save it again as UTF-8"
    return f"give one of {' '.join(SUFFIXES)}" if binary else "name it .txt if it is an article"


def _batch(articles: list[Article]) -> pa.RecordBatch:
    import pyarrow as pa

    schema = schemas()["articles"]
    columns = [pa.array([getattr(a, name) for a in articles], schema.field(name).type) for name in schema.names]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _nothing(paths: list[Path | str], problems: list[Problem]) -> str:
    where = ", ".join(str(p) for p in paths)
    first = f" First problem: {problems[0]}." if problems else ""
    return f"{where}: no article can be read; give files with a text for each article.{first}"
