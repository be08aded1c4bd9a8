"""``story``: whole stories run end to end and compared with their gold claims, comparisons, copies and credits.

PATH is a folder with ``articles.jsonl`` and ``gold.json``, or a folder of such folders (counts are then added up).

claim_pair_f1     pairs of sentences of different articles, both in gold mentions or one in a distractor; positive when
                  they share a claim
comparison_f1     a predicted comparison (its strongest verdict that is neither silent nor unrelated) is right when kind
                  and verdict equal those of a gold comparison and at least half of the gold articles with a value are
                  in it, read from a gold mention of that claim; each gold comparison is matched once
comparison_f1_annotated   the same, predictions counted only where two of their sentences are gold mentions at all
false_alarms      predicted ``differ`` that match no gold ``differ``
distractor_leaks  claims that mix a distractor's sentence with another article's
copy_f1, credit_f1   over pairs of articles, and over pairs of an article and the outlet that it derives from
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import pyarrow as pa

ORDER = ("differ", "updated", "compatible", "agree")
FAMILY = {"number": "quantity", "measure": "quantity", "ordinal": "quantity", "time": "date", "organization": "person"}


@dataclass
class Counts:
    """Right, predicted and gold of one measure."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, predicted: set, gold: set) -> None:
        self.right += len(predicted & gold)
        self.predicted += len(predicted)
        self.gold += len(gold)

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass
class Prediction:
    """One claim's comparison as predicted: the sentence that each article's value was read from."""

    claim: int
    kind: str
    slot: str
    verdict: str
    positions: dict[str, int]


@dataclass
class Story:
    """One story's gold, its sentences found again in the predicted tables."""

    tables: dict
    keys: list[str]
    mentions: dict[str, dict[int, str]] = field(default_factory=dict)  # claim → sentence → article
    gold: dict = field(default_factory=dict)

    @property
    def distractors(self) -> set[str]:
        return set(self.gold.get("distractors", ()))

    def article(self, sentence: int) -> str:
        return self.keys[self.tables["sentences"]["article"][sentence].as_py()]


def run(data: Path, options: dict[str, str]) -> dict:
    folders = story_folders(data)
    parts = {name: Counts() for name in ("claim_pair", "comparison", "comparison_annotated", "copy", "credit")}
    totals: Counter[str] = Counter()
    details = []
    for folder in folders:
        story = predict(folder)
        score(story, parts, totals, details)
    result = {f"{name}_f1": round(c.f1, 4) for name, c in parts.items()}
    result |= {"false_alarms": totals["false_alarms"], "distractor_leaks": totals["distractor_leaks"]}
    for name, c in parts.items():
        result |= {f"{name}_precision": round(c.precision, 4), f"{name}_recall": round(c.recall, 4)}
    result |= {"claims": totals["claims"], "stories": totals["stories"], "folders": len(folders)}
    if options.get("details"):
        Path(options["details"]).write_text(json.dumps(details, ensure_ascii=False, indent=1), encoding="utf-8")
    return result


def story_folders(data: Path) -> list[Path]:
    """The folder of one story, or those of the stories in it."""
    return [data] if (data / "gold.json").exists() else sorted(p.parent for p in data.glob("*/gold.json"))


def predict(folder: Path) -> Story:
    """Run the pipeline on a folder's articles and find its gold sentences in the result."""
    from claimcmp.pipeline import run

    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    files = sorted(p for p in folder.iterdir() if p.name != "gold.json")
    with tempfile.TemporaryDirectory(prefix="claimcmp-story-") as workspace:
        tables = {name: held(table) for name, table in run(files, workspace=workspace).tables.items()}
    return located(tables, gold)


def located(tables: dict, gold: dict) -> Story:
    """A story whose gold sentences are found again in the predicted tables."""
    story = Story(tables, tables["articles"]["key"].to_pylist(), gold=gold)
    locate = _locator(tables)
    for claim in gold["claims"]:
        found = {(locate(m["article"], m["sentence"]), m["article"]) for m in claim["mentions"]}
        story.mentions[claim["id"]] = {s: a for s, a in found if s is not None}
    return story


def held(table: pa.Table) -> pa.Table:
    """A table that outlives the folder that it was read from."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return pa.ipc.open_file(sink.getvalue()).read_all()


def _locator(tables: dict):
    texts = dict(zip(*tables["articles"].select(["key", "text"]).to_pydict().values(), strict=True))
    keys = tables["articles"]["key"].to_pylist()
    spans = defaultdict(list)
    for row in tables["sentences"].select(["id", "article", "position", "start", "end"]).to_pylist():
        if row["position"] >= 0:
            spans[keys[row["article"]]].append((row["start"], row["end"], row["id"]))

    def locate(article: str, sentence: str) -> int | None:
        start = texts[article].find(sentence)
        if start < 0:
            return None
        end = start + len(sentence)
        overlap = [(min(end, b) - max(start, a), -i) for a, b, i in spans[article]]
        best = max(overlap, default=(0, 0))
        return -best[1] if best[0] > 0 else None

    return locate


def score(story: Story, parts: dict[str, Counts], totals: Counter, details: list) -> None:
    """Add one story's counts."""
    pairs_predicted, pairs_gold = claim_pairs(story)
    parts["claim_pair"].add(pairs_predicted, pairs_gold)
    parts["copy"].add(*_copies(story))
    parts["credit"].add(*_credits(story))
    _comparisons(story, parts, totals, details)
    totals["claims"] += story.tables["claims"].num_rows
    totals["stories"] += story.tables["stories"].num_rows
    members = defaultdict(set)
    for row in story.tables["members"].to_pylist():
        members[row["claim"]].add(story.article(row["sentence"]))
    totals["distractor_leaks"] += sum(1 for a in members.values() if a & story.distractors and a - story.distractors)
    slots = story.tables["claims"]["slot"].to_pylist()
    texts = story.tables["sentences"]["text"].to_pylist()
    for name, wrong in (("pair_extra", pairs_predicted - pairs_gold), ("pair_missed", pairs_gold - pairs_predicted)):
        for a, b in sorted(wrong):
            shared = _shared_claims(story, a, b)
            details.append({"what": name, "left": [story.article(a), texts[a]], "right": [story.article(b), texts[b]],
                            "claims": [slots[c] for c in shared] if name == "pair_extra" else
                            [c for c, m in story.mentions.items() if a in m and b in m]})  # fmt: skip


def _shared_claims(story: Story, a: int, b: int) -> list[int]:
    of = defaultdict(set)
    for row in story.tables["members"].select(["claim", "sentence"]).to_pylist():
        of[row["sentence"]].add(row["claim"])
    return sorted(of[a] & of[b])


def claim_pairs(story: Story) -> tuple[set, set]:
    annotated = {s for m in story.mentions.values() for s in m}
    sentences = story.tables["sentences"].select(["id", "article", "position"]).to_pylist()
    distracting = {r["id"] for r in sentences if r["position"] >= 0 and story.keys[r["article"]] in story.distractors}

    def eligible(a: int, b: int) -> bool:
        return story.article(a) != story.article(b) and (
            (a in annotated and b in annotated) or a in distracting or b in distracting
        )

    gold = {p for m in story.mentions.values() for p in combinations(sorted(m), 2) if eligible(*p)}
    body = {r["id"] for r in sentences if r["position"] >= 0}
    members = defaultdict(set)
    for row in story.tables["members"].select(["claim", "sentence"]).to_pylist():
        if row["sentence"] in body:
            members[row["claim"]].add(row["sentence"])
    predicted = {p for m in members.values() for p in combinations(sorted(m), 2) if eligible(*p)}
    return predicted, gold


def _copies(story: Story) -> tuple[set, set]:
    gold = {tuple(sorted(p)) for group in story.gold.get("duplicates", ()) for p in combinations(group, 2)}
    parent = {}
    for row in story.tables["origins"].to_pylist():
        if row["origin"] >= 0 and row["relation"] in ("copy", "near_copy"):
            parent[row["article"]] = row["origin"]
    groups = defaultdict(set)
    for article in range(len(story.keys)):
        root = article
        while root in parent:
            root = parent[root]
        groups[root].add(story.keys[article])
    return {p for g in groups.values() for p in combinations(sorted(g), 2)}, gold


def _credits(story: Story) -> tuple[set, set]:
    outlets = story.tables["articles"]["outlet"].to_pylist()
    gold = {(d["article"], d["source_outlet"]) for d in story.gold.get("derived_from", ())}
    predicted = {
        (story.keys[r["article"]], outlets[r["origin"]])
        for r in story.tables["origins"].to_pylist()
        if r["origin"] >= 0 and r["relation"] in ("translation", "credited")
    }
    return predicted, gold


def predictions(story: Story) -> list[Prediction]:
    """The comparisons told, one a claim with the strongest of its verdicts."""
    verdicts = defaultdict(set)
    for row in story.tables["comparisons"].to_pylist():
        if row["verdict"] in ORDER:
            verdicts[row["claim"], row["kind"], row["slot"]].add(row["verdict"])
    kinds = story.tables["facts"]["kind"].to_pylist()
    positions = defaultdict(dict)
    for row in story.tables["positions"].to_pylist():
        if row["group"] >= 0:
            kind = kinds[row["fact"]] if row["fact"] >= 0 else ""
            positions[row["claim"]][story.keys[row["article"]]] = (row["sentence"], kind)
    found = []
    for (claim, kind, slot), given in sorted(verdicts.items()):
        verdict = next(v for v in ORDER if v in given)
        read = {a: s for a, (s, _) in positions[claim].items()}
        found.append(Prediction(claim, FAMILY.get(kind, kind), slot, verdict, read))
    return found


def _comparisons(story: Story, parts: dict[str, Counts], totals: Counter, details: list) -> None:
    found = predictions(story)
    annotated = {s for m in story.mentions.values() for s in m}
    golds = list(story.gold["comparisons"])
    pairs = matched(story, found)
    hits = set(pairs.values())
    described = story.tables["claims"]["slot"].to_pylist()
    for number, p in enumerate(found):
        alarm = p.verdict == "differ" and number not in hits
        totals["false_alarms"] += alarm
        details.append({
            "what": "comparison", "right": number in hits, "alarm": alarm, "kind": p.kind, "slot": described[p.claim],
            "verdict": p.verdict, "near": [g["claim"] for g in golds if _about(story, p, g)],
            "read": {a: _value(story, p.claim, a) for a in sorted(p.positions)},
        })  # fmt: skip
    details += [{"what": "comparison_missed", **g} for i, g in enumerate(golds) if i not in pairs]
    count = [p for p in found if len(set(p.positions.values()) & annotated) >= 2]
    for name, number in (("comparison", len(found)), ("comparison_annotated", len(count))):
        parts[name].right += len(pairs)
        parts[name].predicted += number
        parts[name].gold += len(golds)


def matched(story: Story, found: list[Prediction]) -> dict[int, int]:
    """Gold comparison → the prediction that gets it right, those of most articles first; each is matched once."""
    pairs: dict[int, int] = {}
    for number, p in sorted(enumerate(found), key=lambda row: -len(row[1].positions)):
        golds = enumerate(story.gold["comparisons"])
        hit = next((i for i, g in golds if i not in pairs and _matches(story, p, g)), None)
        if hit is not None:
            pairs[hit] = number
    return pairs


def _value(story: Story, claim: int, article: str) -> str:
    facts, sentences = story.tables["facts"], story.tables["sentences"]
    for row in story.tables["positions"].to_pylist():
        if row["claim"] == claim and story.keys[row["article"]] == article and row["fact"] >= 0:
            fact = facts.slice(row["fact"], 1).to_pylist()[0]
            return f"{row['group']}: {sentences['text'][row['sentence']].as_py()[fact['start'] : fact['end']]}"
    return ""


def _about(story: Story, p: Prediction, gold: dict) -> bool:
    mentions = story.mentions[gold["claim"]]
    return any(s in mentions for s in p.positions.values()) and FAMILY.get(gold["kind"], gold["kind"]) == p.kind


def _matches(story: Story, p: Prediction, gold: dict) -> bool:
    if FAMILY.get(gold["kind"], gold["kind"]) != p.kind or gold["verdict"] != p.verdict:
        return False
    mentions = story.mentions[gold["claim"]]
    inside = {a for a, s in p.positions.items() if a in gold["values"] and s in mentions}
    return 2 * len(inside) >= len(gold["values"])
