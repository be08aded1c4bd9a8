"""Offices: what a chunk's words make of a role, whose servant somebody is, and of which country or town."""

from __future__ import annotations

import re

from claimcmp.facts.names.chunks import Chunk, Reading

# Offices that one person holds at a time: told without a name, they still say who.
OFFICES = ("president", "prime minister", "minister/", "vice president", "first vice president", "king", "queen",
           "crown prince", "emir", "sultan", "chancellor", "speaker", "secretary general", "governor", "mayor",
           "chief of staff", "deputy minister/", "deputy prime minister", "pope", "director general", "spokesperson/",
           "ambassador/", "envoy/")  # fmt: skip
# Who speaks or acts for another office or a body.
_SERVING = frozenset({"spokesperson", "envoy", "official", "lawyer", "director", "ambassador", "head", "journalist"})
_BODIES = {"president": "presidency", "prime minister": "government", "king": "royal court", "mayor": "municipality"}
_RANKS = frozenset({"prince", "general", "bishop", "king", "queen", "lawyer", "pope"})
_LOCAL = frozenset({"mayor", "governor", "prosecutor", "bishop", "head", "judge"})
_CROWNED = frozenset({"king", "queen", "emir", "sultan", "prince", "crown prince", "president", "prime minister"})
_COUNTRY = re.compile(r"/[A-Z]{2}$")


def honours(read: Reading, office: Chunk, chunk: Chunk) -> bool:
    """Whether a chunk is a rank right after an office: "Energy Minister Prince X"."""
    rank = len(chunk.marks) == 1 and chunk.value("role") in _RANKS
    beside = office.last == chunk.first and not read.gap(office.last - 1, office.last).strip()
    return rank and beside and office.has("role")


def depends(read: Reading, office: Chunk, chunk: Chunk) -> bool:
    """Whether an office is that of another office's servant: "the president's spokesman"."""
    if office.value("role") not in _SERVING or not chunk.has("role") or chunk.first - office.last > 2:
        return False
    between = [read.word(k) for k in range(office.last, chunk.first)]
    glued = not any(read.gap(k - 1, k).strip(" -'") for k in range(office.last, chunk.first + 1))
    return glued and all(w in read.words.links for w in between)


def role_of(chunk: Chunk, master: Chunk | None = None) -> str:
    """The canonical role that a chunk tells: "deputy minister/foreign/RU"; "" without one.

    A local office names its town ("mayor/FR/marseille"); the servant of another office (``master``) its body
    ("spokesperson/org:presidency/RU").
    """
    base = chunk.value("role")
    if not base:
        return ""
    portfolio = chunk.value("portfolio")
    if base in ("minister", "deputy minister") and portfolio:
        base = f"{base}/{portfolio}"
    of = chunk.value("organization")
    if not of and chunk.has("ministry"):
        fixed = chunk.value("ministry")
        of = f"org:ministry/{fixed or portfolio}" if fixed or portfolio else ""
    if not of and chunk.has("institution") and base in _SERVING:
        of = f"org:{chunk.value('institution')}"
    if of.startswith("org:ministry/") and base.rpartition("minister/")[2] == of.removeprefix("org:ministry/"):
        of = ""  # "the foreign ministry's deputy minister"
    if master is not None:
        of = of or _body(role_of(master).split("/org:")[0])
    country = (master.country if master else "") or chunk.country
    if base in _LOCAL and chunk.place:
        country = chunk.place
    owner = "/".join(x for x in (of if "/org:" not in base else "", "" if _COUNTRY.search(base) else country) if x)
    deputy = "deputy " if chunk.has("deputy") and base not in ("vice president", "first vice president") else ""
    return deputy + base + (f"/{owner}" if owner else "")


def _body(role: str) -> str:
    """The body that an office stands for: "prime minister/RU" is the government."""
    office, _, rest = role.partition("/")
    if office == "minister" and rest:
        return f"org:ministry/{rest.split('/')[0]}"
    return f"org:{_BODIES[office]}" if office in _BODIES else ""


def of_country(read: Reading, role: str, last: int) -> str:
    """The role with the country after the name: "King Abdullah of Jordan"."""
    if role not in _CROWNED and not role.startswith("minister/") or "/" in role.removeprefix("minister/"):
        return role
    for at in (last, last + 1):
        small = read.word(last) in read.words.links and read.word(last) not in read.words.locative
        if at > last and not small or read.gap(at - 1, at).strip() if at < len(read.spans) else True:
            return role
        mark = next((m for m in read.marks if m.first == at and m.of("country") is not None), None)
        entry = mark.of("country") if mark is not None else None
        if entry is not None and (at > last or mark is not None and mark.prefix):
            return f"{role}/{entry.value.removeprefix('place:')}"
    return role
