"""Settings: TOML that a person writes → frozen dataclasses that the machine runs."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from claimcmp.errors import UsageError

D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """Reading inputs."""

    max_line_bytes: int = 32_000_000  # a longer JSONL line is refused with its number
    max_file_bytes: int = 1_000_000_000
    default_outlet: str = "unknown"
    default_lang: str = ""  # "": detected


@dataclass(frozen=True, slots=True)
class EmbedSettings:
    """Vectors."""

    encoder: str = "best"
    float16: bool = False
    batch_tokens: int = 4096
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Nearest neighbours."""

    index: str = "auto"
    neighbours: int = 24
    seed: int = 20_260_101


@dataclass(frozen=True, slots=True)
class DedupSettings:
    """Copies and origins."""

    near_copy: float = 0.6
    outlets: str = ""  # path of an outlets file (CSV: name, owner, country, agency)


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """Stories and claims."""

    pair_similarity: float = 0.1  # neighbours less alike than this are never looked at; renderings lie above 0.15
    story_similarity: float = 0.5
    threshold: float = 0.5
    story_days: float = 7.0


@dataclass(frozen=True, slots=True)
class CompareSettings:
    """Verdicts."""

    nli: str = ""  # path of a CrossEncoder; "" off
    # Whether two running counts that conflict where a report's time is unknown are told as a difference; by default
    # they are told as an update, "possibly a later count".
    count_possible_updates: bool = False
    decisions: str = ""  # path of a file of decisions; "": decisions.txt in the workspace


@dataclass(frozen=True, slots=True)
class WorkSettings:
    """How much is held in memory at once; nothing that is found depends on it."""

    part_sentences: int = 5_000  # sentences of stories whose rows a process holds as objects
    # Sentences below which an addition has everything worked through again: it takes seconds, and what vectors are
    # centred on, how rare names are and which neighbours are nearest is then what a run from scratch finds.
    whole_below: int = 5_000


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a job; every stage takes its own part."""

    ingest: IngestSettings = field(default_factory=IngestSettings)
    embed: EmbedSettings = field(default_factory=EmbedSettings)
    index: IndexSettings = field(default_factory=IndexSettings)
    dedup: DedupSettings = field(default_factory=DedupSettings)
    cluster: ClusterSettings = field(default_factory=ClusterSettings)
    compare: CompareSettings = field(default_factory=CompareSettings)
    work: WorkSettings = field(default_factory=WorkSettings)

    def to_dict(self) -> dict[str, Any]:
        """The settings as nested plain dicts, for the manifest and the report."""
        return asdict(self)


def load(path: Path) -> Settings:
    """Settings from a TOML file; an unknown table or key is a ``UsageError`` that names it."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot read the settings: {error.strerror or error}; check the path") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: no settings in TOML: {error}; see docs/library.md") from error
    return build(Settings, raw, where=str(path))


def build(cls: type[D], raw: dict[str, Any], *, where: str) -> D:
    """A settings dataclass from nested dicts, checked key by key and type by type."""
    hints = get_type_hints(cls)
    names = {f.name for f in fields(cls)}  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for key, value in raw.items():
        if key not in names:
            raise UsageError(f"{where}: unknown setting {key!r}; there are {', '.join(sorted(names))}")
        hint = hints[key]
        if isinstance(hint, type) and is_dataclass(hint):
            if not isinstance(value, dict):
                raise UsageError(f"{where}: {key!r} is a table, not {value!r}")
            values[key] = build(hint, value, where=f"{where} [{key}]")
        elif hint is float and isinstance(value, int) and not isinstance(value, bool):
            values[key] = float(value)
        elif not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
            raise UsageError(f"{where}: {key!r} must be {hint.__name__}, not {value!r}")
        else:
            values[key] = value
    return cls(**values)
