"""One run over one store, and how a stage is run, skipped or forced."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.config import Settings
from claimcmp.errors import UsageError
from claimcmp.model import Problem
from claimcmp.pipeline.engines import Engine, Local
from claimcmp.store import Blocks, Store, Workspace, digest

if TYPE_CHECKING:
    import pyarrow as pa

    from claimcmp.embed import Encoder
    from claimcmp.review import Decision

STAGES = ("ingest", "segment", "embed", "index", "extract", "dedup", "cluster", "compare")
# The rooms whose code and tables decide what a stage writes: after an upgrade that changes any of them, what an older
# version wrote is made again.
READING = ("facts", "languages", "text.py", "model.py")
STAGE_ROOMS = {
    "ingest": ("ingest", "languages", "text.py", "model.py"),
    "segment": ("segment", "languages", "text.py", "model.py"),
    "embed": ("embed",),
    "index": ("index",),
    "extract": ("extract.py", *READING),
    "dedup": ("dedup", "facts/speech", "languages", "text.py", "model.py"),
    "cluster": ("cluster", "match", "dedup", "review.py", *READING),
    "compare": ("comparer", "match", "review.py", *READING),
}


@cache
def code_digest(stage: str) -> str:
    """A digest of everything that decides what a stage writes from its inputs and settings."""
    root = Path(__file__).parent.parent
    total = hashlib.sha256()
    for room in STAGE_ROOMS[stage]:
        files = sorted((root / room).rglob("*")) if (root / room).is_dir() else [root / room]
        for path in files:
            if path.is_file() and path.suffix != ".pyc":
                total.update(f"{path.relative_to(root)}\0".encode())
                total.update(path.read_bytes())
    return total.hexdigest()[:32]


Progress = Callable[[str, int, int], None]  # stage, done, total (0: unknown)


@dataclass
class Job:
    """One run over one store: settings, what went wrong, how long each stage took."""

    store: Store
    settings: Settings
    progress: Progress | None = None
    engine: Engine = field(default_factory=Local)
    force_from: str = ""
    cache_dir: Path | None = None
    problems: list[Problem] = field(default_factory=list)
    timings: dict[str, float] = field(default_factory=dict)
    encoder: Encoder | None = None
    previous: Mapping[str, pa.Table] | None = None
    decisions: list[Decision] = field(default_factory=list)
    touched: int | None = None  # stories, the last ones, that an addition made or changed; None: all

    def report_progress(self, stage: str) -> Callable[[int, int], None] | None:
        """The progress callback of one stage."""
        progress = self.progress
        return None if progress is None else lambda done, total: progress(stage, done, total)

    def forced(self, stage: str) -> bool:
        """Whether ``--from`` asks for this stage to be done again."""
        return bool(self.force_from) and STAGES.index(stage) >= STAGES.index(self.force_from)

    def get_encoder(self) -> Encoder:
        """The encoder of the settings, loaded once."""
        if self.encoder is None:
            from claimcmp.embed import load

            self.encoder = load(self.settings.embed.encoder, self.settings.embed)
        return self.encoder

    def run_stage(
        self, name: str, outputs: Sequence[str], key: str, make: Callable[[], Iterable[Any]]
    ) -> bool:  # fmt: skip
        """Run one stage unless all its outputs are there, made from the same key; returns whether it ran."""
        if not self.forced(name) and all(self.store.has(output, key) for output in outputs):
            self.timings.setdefault(name, 0.0)
            return False
        started = time.perf_counter()
        for output, value in zip(outputs, make(), strict=True):
            if isinstance(value, Blocks):
                self.store.put_blocks(output, key, value)
            elif type(value).__module__.startswith("numpy"):
                self.store.put_array(output, key, value)
            else:
                self.store.put_table(output, key, value)
        self.timings[name] = self.timings.get(name, 0.0) + time.perf_counter() - started
        return True

    def key(self, name: str, inputs: Sequence[str], *settings: object) -> str:
        """The key of a stage's outputs: its code, its inputs' keys, the settings that it reads."""
        return digest(name, code_digest(name), [self.store.key(i) for i in inputs], list(settings))

    def tables(self, *names: str) -> dict[str, pa.Table]:
        """Some of the store's tables by name."""
        return {name: self.store.table(name) for name in names}

    def load_decisions(self) -> None:
        """Take the decisions of people from the settings' file, else from the workspace's own."""
        from claimcmp.review import load

        named = self.settings.compare.decisions
        if named and not Path(named).is_file():
            raise UsageError(f"{named}: there is no such file of decisions")
        if named or isinstance(self.store, Workspace):
            self.decisions = load(self.decisions_path())

    def decisions_path(self) -> Path:
        """The file of decisions that this job honours."""
        if self.settings.compare.decisions:
            return Path(self.settings.compare.decisions)
        assert isinstance(self.store, Workspace)
        return self.store.path / "decisions.txt"


# Table, key, least and greatest value of the numbers in the settings.
RANGES = (
    ("ingest", "max_line_bytes", 1, inf), ("ingest", "max_file_bytes", 1, inf), ("embed", "batch_tokens", 1, inf),
    ("index", "neighbours", 1, inf), ("index", "seed", 0, inf), ("dedup", "near_copy", 0, 1),
    ("cluster", "pair_similarity", -1, 1), ("cluster", "story_similarity", -1, 1), ("cluster", "threshold", 0, 1),
    ("cluster", "story_days", 0, inf), ("work", "part_sentences", 1, inf),
    ("work", "whole_below", 0, inf),
)  # fmt: skip


def check_settings(settings: Settings) -> None:
    """``UsageError`` for a name, number or file in the settings that a later stage would stumble over."""
    from claimcmp.embed import ENCODERS
    from claimcmp.index import INDEXES

    for what, name, known in (
        ("encoder", settings.embed.encoder.partition(":")[0], ENCODERS),
        ("index", settings.index.index, {"auto": "", **INDEXES}),
    ):
        if name not in known:
            raise UsageError(f"no {what} {name!r}; there are {', '.join(known)}")
    for part, key, least, most in RANGES:
        value = getattr(getattr(settings, part), key)
        if not least <= value <= most:
            allowed = f"between {least} and {most}" if most < inf else f"at least {least}"
            raise UsageError(f"[{part}] {key} = {value}: it must be {allowed}")
    nli = settings.compare.nli
    if nli and not Path(nli).exists():
        raise UsageError(f"nli: no model at {nli!r}; give the folder of a sentence-transformers CrossEncoder, or "
                         "leave it empty")  # fmt: skip
    outlets = settings.dedup.outlets
    if outlets and not Path(outlets).is_file():
        raise UsageError(f"{outlets}: there is no such file of outlets; give a CSV of name, owner, country, agency")


def check_stage(name: str) -> None:
    """``UsageError`` for a stage that is not there."""
    if name and name not in STAGES:
        raise UsageError(f"no stage {name!r}; there are {', '.join(STAGES)}")
