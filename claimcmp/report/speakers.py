"""Who speaks, as a reader writes it: a canonical speaker ("person:RM TLHN") → the name that stands in a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from claimcmp.model import Kind
from claimcmp.report.labels import common

if TYPE_CHECKING:
    import pyarrow as pa


def names(tables: Mapping[str, pa.Table], speakers: Iterable[str]) -> dict[str, str]:
    """The name of each speaker, as English texts write it where one does, else as most do; absent where none does."""
    import pyarrow as pa
    import pyarrow.compute as pc

    wanted = sorted({s for s in speakers if s and not s.endswith(":?")})
    if not wanted or "facts" not in tables or "sentences" not in tables:
        return {}
    facts = tables["facts"].select(["kind", "value", "sentence", "start", "end"])
    named = pc.is_in(facts["kind"], value_set=pa.array([str(Kind.PERSON), str(Kind.ORGANIZATION)]))
    rows = facts.filter(pc.and_(named, pc.is_in(facts["value"], value_set=pa.array(wanted)))).to_pylist()
    ids = sorted({r["sentence"] for r in rows})
    sentences = tables["sentences"].select(["text", "lang"]).take(pa.array(ids, pa.int64())).to_pylist()
    by_id = dict(zip(ids, sentences, strict=True))
    found: dict[str, dict[str, list[str]]] = {}
    for r in rows:
        sentence = by_id[r["sentence"]]
        lang = "en" if sentence["lang"] == "en" else ""
        found.setdefault(r["value"], {}).setdefault(lang, []).append(sentence["text"][r["start"] : r["end"]])
    return {speaker: common(texts.get("en") or texts[""]) for speaker, texts in sorted(found.items())}
