"""``story_errors``: which comparisons of whole stories are missed or told without a gold one, and how verdicts mix.

PATH as for ``story``. ``--option list=FILE`` writes every error with the nearest predicted claim, the articles, what
each reads and the reason given.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.story import FAMILY, Prediction, Story, matched, predict, predictions, story_folders

PAIRED = 2  # articles with a value from which a claim is a part of the gold one


@dataclass
class Error:
    """One gold comparison that was missed, or one predicted comparison that matches none."""

    story: str
    name: str  # its class
    gold: dict | None = None
    told: Prediction | None = None
    lines: list[str] = field(default_factory=list)


def run(data: Path, options: dict[str, str]) -> dict:
    """Counts of missed and of superfluous comparisons by class."""
    found: list[Error] = []
    mixed: Counter[str] = Counter()
    for folder in story_folders(data):
        story = predict(folder)
        found += errors(story, folder.name)
        mixed += confusion(story)
    if "list" in options:
        Path(options["list"]).write_text("\n".join(listed(found)), encoding="utf-8")
    missed = Counter(e.name for e in found if e.gold)
    return {
        "missed": dict(missed.most_common()),
        "superfluous": dict(Counter(e.name for e in found if not e.gold).most_common()),
        "kinds_missed": dict(Counter(e.gold["kind"] for e in found if e.gold).most_common()),
        "verdicts": dict(sorted(mixed.items())),
    }


def errors(story: Story, name: str) -> list[Error]:
    """The errors of one story."""
    told = predictions(story)
    pairs = matched(story, told)
    silent = _silent(story, {p.claim for p in told})
    out = [_missed(story, name, g, told, silent) for i, g in enumerate(story.gold["comparisons"]) if i not in pairs]
    used = set(pairs.values())
    out += [_superfluous(story, name, p, pairs, told) for i, p in enumerate(told) if i not in used]
    return out


def confusion(story: Story) -> Counter[str]:
    """``gold > told`` verdicts of the gold comparisons whose claim is told under the same kind, most articles first."""
    told = predictions(story)
    pairs = matched(story, told)
    out: Counter[str] = Counter()
    for i, g in enumerate(story.gold["comparisons"]):
        best = told[pairs[i]] if i in pairs else _nearest(story, g, [p for p in told if p.kind == _kind(g)])
        if best is None or 2 * len(inside(story, best, g)) < len(g["values"]):
            out[f"{g['verdict']} > none"] += 1
        else:
            out[f"{g['verdict']} > {best.verdict}"] += 1
    return out


def inside(story: Story, p: Prediction, gold: dict) -> set[str]:
    """The gold articles with a value that a prediction reads from a mention of the claim."""
    mentions = story.mentions[gold["claim"]]
    return {a for a, s in p.positions.items() if a in gold["values"] and s in mentions}


def _kind(gold: dict) -> str:
    return FAMILY.get(gold["kind"], gold["kind"])


def _nearest(story: Story, gold: dict, among: list[Prediction]) -> Prediction | None:
    ranked = sorted(
        among,
        key=lambda p: (-len(inside(story, p, gold)), p.kind != _kind(gold), p.verdict != gold["verdict"], p.claim),
    )
    return ranked[0] if ranked and inside(story, ranked[0], gold) else None


def _silent(story: Story, told: set[int]) -> list[Prediction]:
    """The claims of which nothing is told, as predictions without a verdict."""
    kinds = story.tables["claims"]["kind"].to_pylist()
    slots = story.tables["claims"]["slot"].to_pylist()
    at: dict[int, dict[str, int]] = defaultdict(dict)
    for row in story.tables["positions"].to_pylist():
        if row["claim"] not in told and row["group"] >= 0:
            at[row["claim"]][story.keys[row["article"]]] = row["sentence"]
    return [Prediction(c, FAMILY.get(kinds[c], kinds[c]), slots[c], "", read) for c, read in sorted(at.items())]


def _missed(story: Story, name: str, gold: dict, told: list[Prediction], silent: list[Prediction]) -> Error:
    half = len(gold["values"]) / 2
    own = [p for p in told if p.kind == _kind(gold)]
    unsaid = [s for s in silent if s.kind == _kind(gold)]
    same, any_kind, mute = (_nearest(story, gold, among) for among in (own, told, unsaid))

    def whole(p: Prediction | None) -> bool:
        return p is not None and len(inside(story, p, gold)) >= half

    best: Prediction | None = same
    if whole(same):
        other = same.verdict != gold["verdict"]
        wrong = f"told as {same.verdict}, is {gold['verdict']}" if other else "told once, asked twice"
    elif whole(mute):
        wrong, best = "claim found, nothing told", mute
    elif same is not None and len(inside(story, same, gold)) >= PAIRED:
        wrong, best = "a part of the claim told", same
    elif mute is not None and len(inside(story, mute, gold)) >= PAIRED:
        wrong, best = "a part of the claim found, nothing told", mute
    elif len(_reading(story, gold)) < max(half, PAIRED):
        wrong, best = "no fact read", any_kind
    elif whole(any_kind) and any_kind.kind != "statement":
        wrong, best = "told as another kind alone", any_kind
    else:
        wrong, best = "facts read, not in one claim", any_kind
    return Error(name, wrong, gold, best, _describe(story, gold, best))


def _reading(story: Story, gold: dict) -> set[str]:
    """The gold articles with a value in whose mentions a fact of the kind is read."""
    facts = story.tables["facts"].select(["sentence", "kind"]).to_pylist()
    mentions = story.mentions[gold["claim"]]
    read = {f["sentence"] for f in facts if FAMILY.get(f["kind"], f["kind"]) == _kind(gold)}
    return {a for s, a in mentions.items() if s in read and a in gold["values"]}


def _superfluous(story: Story, name: str, p: Prediction, pairs: dict[int, int], told: list[Prediction]) -> Error:
    golds = story.gold["comparisons"]
    near = [i for i, g in enumerate(golds) if len(inside(story, p, g)) >= PAIRED]
    same = [i for i in near if _kind(golds[i]) == p.kind]
    annotated = {s for m in story.mentions.values() for s in m}
    if any(i not in pairs for i in same):
        wrong = "verdict other than gold's"
    elif same:
        wrong = "doublet of a claim told"
    elif near:
        wrong = "beside a gold comparison of another kind"
    elif len(set(p.positions.values()) & annotated) >= PAIRED:
        wrong = "of a claim that gold does not compare"
    else:
        wrong = "of sentences that state no gold claim"
    beside = golds[(same or near)[0]] if near else None
    return Error(name, f"{wrong}: {p.verdict}", None, p, _describe(story, beside, p))


def _describe(story: Story, gold: dict | None, p: Prediction | None) -> list[str]:
    lines = []
    if gold is not None:
        texts = story.tables["sentences"]["text"].to_pylist()
        lines.append(f"gold {gold['claim']} {gold['kind']} {gold['verdict']}: {gold.get('groups')} {gold['values']}")
        lines += [f"   {a}: {texts[s]}" for s, a in sorted(story.mentions[gold["claim"]].items(), key=lambda x: x[1])]
    if p is not None:
        slot = p.slot or story.tables["claims"]["slot"][p.claim].as_py()
        lines.append(f"told {p.kind} {p.verdict or 'nothing'} [{slot}]")
        lines += [f"   {line}" for line in _read(story, p)]
    return lines


def _read(story: Story, p: Prediction) -> list[str]:
    facts, texts = story.tables["facts"], story.tables["sentences"]["text"].to_pylist()
    lines = []
    for row in story.tables["positions"].to_pylist():
        if row["claim"] != p.claim or row["group"] < 0:
            continue
        value, low = "-", ""
        if row["fact"] >= 0:
            fact = facts.slice(row["fact"], 1).to_pylist()[0]
            value = texts[row["sentence"]][fact["start"] : fact["end"]]
            low = f"{fact['low']}..{fact['high']} {fact['unit']} {fact['value']} {fact['concept']} {fact['role']}"
        lines.append(f"{story.keys[row['article']]} group {row['group']}: {value!r} {low} | {texts[row['sentence']]}")
    for row in story.tables["comparisons"].to_pylist():
        if row["claim"] == p.claim:
            lines.append(f"{row['left_group']}:{row['right_group']} {row['verdict']} {row['score']:.1f} {row['why']}")
    return lines


def listed(found: list[Error]) -> list[str]:
    """The errors as text, class by class, the largest first."""
    count = Counter(e.name for e in found)
    out = []
    for e in sorted(found, key=lambda e: (e.gold is None, -count[e.name], e.name, e.story)):
        out += [f"\n## {e.name} ({count[e.name]}) {'MISSED' if e.gold else 'EXTRA'} {e.story}", *e.lines]
    return out
