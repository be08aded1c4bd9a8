"""Mutated sentences read from a fixed seed: none may crash, take long, or give a fact outside its text.

The seeds are the sentences of a folder: gold tables (``*.toml``), JSONL with ``text`` and ``lang``. Options:
``count=N`` (a million), ``seed=N``, ``report=PATH`` (what went wrong, a JSON line each), ``processes=N`` (each reads
its share, from seeds that follow one another), ``limit=SECONDS`` (stop there; ``sentences`` says how many were read).
"""

from __future__ import annotations

import json
import random
import sys
import time
import tomllib
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import LANGUAGES

COUNT = 1_000_000
SLOWEST = 0.05  # seconds of the processor a sentence
LONGEST = 600  # characters; hardly one sentence of the news in a thousand is longer
TRIALS = 5  # a sentence is slow when it is so each time: the machine pauses too
KEPT = 5  # examples of a fault that the report keeps
REFERENCE = 1.7e9
# What careless input holds: digits of every script, separators, signs, invisible marks, scales, half a surrogate.
PIECES = (
    "١٢٣", "۱۲۳", "123", "1,234.5", "12/05/2023", "3-1", "00:61", "99999999999999999999", "1e9",
    "1e999", "½", "⅔", "²", "%", "٪", "$", "€", "£", "₪", "°", "-", "–", "~", "+", "±",
    "/", "\\", "'", "’", '"', "«", "»", "(", ")", "[", ".", ",", "،", "、", "。", ":", ";", "؛",
    "…", "#", "@", "http://a.b/1", "\u200f", "\u200c", "\u00ad", "\u0307", "\u064b", "\u202b",
    "\u2066", "\ufeff", "\x00", "\n", "\t", "\u00a0", "\ud800", "🙂", "万", "亿", "第", "分之",
    "三", "و", "ال", "ה", "ב", "million", "bn", "тыс.", "مليون", "بين", "إلى",
    "from", "to", "between", "and", "half", "минус", "ألف",
)  # fmt: skip


def run(data: Path, options: dict[str, str]) -> dict[str, Any]:
    """Counts of sentences, crashes, slow ones and facts outside their text, and the slowest sentence."""
    count, seed = int(options.get("count", COUNT)), int(options.get("seed", 7))
    processes = int(options.get("processes", 1))
    shares = [(data, options, count // processes + (k < count % processes), seed + k) for k in range(processes)]
    started = time.perf_counter()
    if processes == 1:
        read_by = [_share(*shares[0])]
    else:
        with ProcessPoolExecutor(processes) as pool:
            read_by = list(pool.map(_share, *zip(*shares, strict=True)))
    faults: Counter[str] = Counter()
    for _, found, _, _ in read_by:
        faults.update(found)
    _write([row for _, _, _, rows in read_by for row in rows], options)
    told = {name: faults[name] for name in ("crash", "slow", "outside")}
    return {"sentences": sum(done for done, _, _, _ in read_by), **told,
            "slowest_ms": round(1e3 * max(slowest for _, _, slowest, _ in read_by), 1),
            "seconds": round(time.perf_counter() - started)}  # fmt: skip


def _share(
    data: Path, options: dict[str, str], count: int, seed: int
) -> tuple[int, Counter[str], float, list[dict[str, str]]]:
    """(sentences read, faults by kind, seconds of the slowest, examples) of one process."""
    faults: Counter[str] = Counter()
    report: list[dict[str, str]] = []
    slowest, done = 0.0, 0
    ends = time.perf_counter() + float(options.get("limit", "inf"))
    for text, lang in mutations(seeds(data), count=count, seed=seed):
        if time.perf_counter() > ends:
            break
        fault, seconds = fault_of(text, lang)
        slowest, done = max(slowest, seconds), done + 1
        if fault:
            faults[fault.split("|")[0]] += 1
            if sum(row["fault"] == fault for row in report) < KEPT:
                report.append({"fault": fault, "lang": lang, "text": text})
                print(f"seed {seed}: {fault} {lang} {text!a}", file=sys.stderr, flush=True)
        if done % 10_000 == 0:
            print(f"seed {seed}: {done} sentences, faults {dict(faults)}", file=sys.stderr, flush=True)
    return done, faults, slowest, report


def _write(report: list[dict[str, str]], options: dict[str, str]) -> None:
    if "report" in options:
        Path(options["report"]).write_text("".join(json.dumps(row) + "\n" for row in report), encoding="utf-8")


def seeds(data: Path) -> list[tuple[str, str]]:
    """(text, lang) of every sentence of a folder's gold tables and JSONL files, in the order of their paths."""
    found: list[tuple[str, str]] = []
    for path in sorted(data.rglob("*.toml")):
        cases = tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
        found += [(c["text"], path.stem) for c in cases if "text" in c and path.stem in LANGUAGES]
    for path in sorted(data.rglob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        found += [(r["text"], r["lang"]) for r in rows if "text" in r and r.get("lang") in LANGUAGES]
    return found


def mutations(sentences: list[tuple[str, str]], *, count: int, seed: int) -> Iterator[tuple[str, str]]:
    """``count`` mutated sentences with the language they are read in, mostly their own."""
    chance = random.Random(seed)
    for _ in range(count):
        text, lang = chance.choice(sentences)
        for _ in range(chance.randint(1, 5)):
            text = chance.choice(_CHANGES)(text, chance, sentences)[:LONGEST]
        yield text, lang if chance.random() < 0.8 else chance.choice(LANGUAGES)


def fault_of(text: str, lang: str) -> tuple[str, float]:
    """(what goes wrong: "crash|where", "slow|", "outside|kind", or "", seconds taken) when a sentence is read."""
    seconds = float("inf")
    for _ in range(TRIALS):
        start = time.process_time()
        try:
            facts = read(SentenceText(text, lang, reference=REFERENCE))
        except Exception as error:  # every kind of crash is what is looked for
            last = traceback.extract_tb(error.__traceback__)[-1]
            return f"crash|{type(error).__name__} {Path(last.filename).name}:{last.lineno}", 0.0
        seconds = min(seconds, time.process_time() - start)
        if seconds <= SLOWEST:
            break
    if seconds > SLOWEST:
        return "slow|", seconds
    for fact in facts:
        if not 0 <= fact.start < fact.end <= len(text) or fact.what_end > len(text) or fact.cue_end > len(text):
            return f"outside|{fact.kind}", seconds
    return "", seconds


def _insert(text: str, chance: random.Random, sentences: list[tuple[str, str]]) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(PIECES) + text[at:]


def _replace(text: str, chance: random.Random, sentences: list[tuple[str, str]]) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(PIECES) + text[at + chance.randint(1, 4) :]


def _delete(text: str, chance: random.Random, sentences: list[tuple[str, str]]) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.randint(1, 12) :]


def _repeat(text: str, chance: random.Random, sentences: list[tuple[str, str]]) -> str:
    at, size = chance.randrange(len(text) + 1), chance.randint(1, 20)
    return text[:at] + text[at : at + size] * chance.choice((2, 2, 3, 3, 20)) + text[at:]


def _splice(text: str, chance: random.Random, sentences: list[tuple[str, str]]) -> str:
    other, _ = chance.choice(sentences)
    return text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other) + 1) :]


def _swap(text: str, chance: random.Random, sentences: list[tuple[str, str]]) -> str:
    words = text.split(" ")
    a, b = chance.randrange(len(words)), chance.randrange(len(words))
    words[a], words[b] = words[b], words[a]
    return " ".join(words)


def _case(text: str, chance: random.Random, sentences: list[tuple[str, str]]) -> str:
    return chance.choice((text.upper(), text.lower(), text.replace(" ", ""), text[::-1]))


_CHANGES = (_insert, _insert, _replace, _replace, _delete, _repeat, _splice, _swap, _case)
