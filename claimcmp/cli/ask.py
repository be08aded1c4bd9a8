"""Commands that question a workspace: check, search, explain; and compare for two sentences."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from claimcmp.cli.indexes import workspace_path
from claimcmp.errors import InputError, UsageError

if TYPE_CHECKING:
    from claimcmp.query import Answer

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
SHOWN = 3  # sentences of evidence printed a verdict
WORDS = {
    "agree": "backed by", "differ": "contradicted by", "updated": "overtaken or replaced by",
    "compatible": "compatible with", "earlier": "gave an earlier count",
    "read": "read these, nothing shows whether their value is of the same fact",
    "near": "read these, near but without a fact to compare",
}  # fmt: skip
ALL = ("read", "near")  # of these a person has to look at every one


def moment(text: str | None, option: str) -> float | None:
    """Seconds since 1970 in UTC of an ISO date or time; ``UsageError`` names the option.

    >>> moment("1970-01-02", "--since")
    86400.0
    """
    if text is None:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{option} {text!r}: write an ISO date or time, as in 2024-05-14 or 2024-05-14T21:00Z"
                         ) from error  # fmt: skip
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def shown_time(seconds: float | None) -> str:
    """A publication time as a person reads it."""
    return "time unknown" if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")


@click.command(epilog='Example:  claimcmp check NAME "Nine people were killed."')
@click.argument("name")
@click.argument("statement", required=False)
@click.option("--file", "file", type=click.Path(path_type=Path), help="Check a whole draft (UTF-8 text).")
@click.option("--published", help="When the statement was made (ISO), for words such as yesterday.")
@click.option("--lang", default="", help="Language of the statement; found out when left out.")
@JSON
def check(
    name: str, statement: str | None, file: Path | None, published: str | None, lang: str, as_json: bool
) -> None:
    """Check a statement, or a draft, against the workspace NAME.

    For each fact in it: who backs it, who differs and by what, who is silent, with the sentences; and what to read:
    values near by of which nothing shows whether they are of the same fact.
    """
    from claimcmp.query import Corpus
    from claimcmp.query import check as check_statement

    if (statement is None) == (file is None):
        raise UsageError('give one statement in quotes, or a draft with --file, as in: claimcmp check NAME "…"')
    text = statement if file is None else read_draft(file)
    assert text is not None
    if not text.strip():
        raise InputError("the statement is empty")
    when = moment(published, "--published")
    answers = check_statement(Corpus(workspace_path(name)), text, lang=lang, published=when)
    if as_json:
        click.echo(json.dumps([a.to_dict() for a in answers], ensure_ascii=False, indent=1))
        return
    for answer in answers:
        print_answer(answer)


def read_draft(path: Path) -> str:
    """The text of a draft; ``InputError`` names the file and the remedy."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError(f"{path}: there is no such file") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error}); save it as UTF-8") from error


def print_answer(answer: Answer) -> None:
    """One fact and what the outlets say on it, at any width, without colour."""
    from claimcmp.report.labels import isolated_reason
    from claimcmp.text import isolate

    click.echo(f"\n{answer.sentence}")
    if answer.kind:
        click.echo(f"  {answer.kind}: {answer.text}")
    for verdict, words in WORDS.items():
        evidence = [e for e in answer.evidence if e.verdict == verdict]
        if not evidence:
            continue
        click.echo(f"    {words}: {', '.join(map(isolate, answer.outlets(verdict)))}")
        for item in evidence if verdict in ALL else evidence[:SHOWN]:
            why = f" ({isolated_reason(item.why)})" if item.why else ""
            click.echo(f"      {isolate(item.outlet)}, {shown_time(item.published)}{why}")
            click.echo(f"        {item.sentence}")
    for item in answer.checked:
        click.echo(f"    already checked by {isolate(item.outlet)}, {shown_time(item.published)}: {item.url}")
        click.echo(f"      {item.sentence}")
    if answer.silent:
        click.echo(f"    silent: {', '.join(map(isolate, answer.silent))}")
    if not answer.evidence:
        click.echo("    nothing on this in the workspace")


@click.command(epilog='Example:  claimcmp search NAME "drone attack on the port" --limit 5')
@click.argument("name")
@click.argument("query")
@click.option("--outlet", default="", help="Only this outlet.")
@click.option("--lang", "in_lang", default="", help="Only sentences in these languages: ar or ar,fa.")
@click.option("--since", help="Published at or after (ISO).")
@click.option("--until", help="Published at or before (ISO).")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many sentences.")
@JSON
def search(
    name: str, query: str, outlet: str, in_lang: str, since: str | None, until: str | None, limit: int, as_json: bool
) -> None:
    """Find sentences and claims by meaning, across languages."""
    from claimcmp.query import Corpus
    from claimcmp.query import search as search_corpus

    if not query.strip():
        raise UsageError("the query is empty; write a few words in quotes")
    first, last = moment(since, "--since"), moment(until, "--until")
    corpus = Corpus(workspace_path(name))
    found = search_corpus(corpus, query, outlet=outlet, in_lang=in_lang, since=first, until=last, limit=limit)
    if as_json:
        click.echo(json.dumps([f.to_dict() for f in found], ensure_ascii=False, indent=1))
        return
    from claimcmp.text import isolate

    for item in found:
        claims = f"  [{', '.join(item.claims)}]" if item.claims else ""
        click.echo(f"{item.similarity:.2f}  {isolate(item.outlet)}, {shown_time(item.published)}{claims}")
        click.echo(f"      {item.sentence}")
    if not found:
        click.echo("nothing found; widen --since, --until, --outlet or --lang")


@click.command(epilog="Example:  claimcmp explain NAME CLAIM")
@click.argument("name")
@click.argument("claim", default="")
def explain(name: str, claim: str) -> None:
    """Show why sentences are in one claim: every edge with its levels.

    Without CLAIM: the claims that look over-merged, each with its weak edge.
    """
    from claimcmp.pipeline import explain_claim

    click.echo(explain_claim(workspace_path(name), claim))


@click.command(epilog='Example:  claimcmp compare "12 soldiers were killed in Qasr." "قُتل 15 جندياً في القصر."')
@click.argument("left")
@click.argument("right")
@click.option("--published-left", help="When the first was published (ISO).")
@click.option("--published-right", help="When the second was published (ISO).")
@JSON
def compare(left: str, right: str, published_left: str | None, published_right: str | None, as_json: bool) -> None:
    """Compare two sentences: verdict, levels and reason."""
    from claimcmp import compare_sentences

    if not (left.strip() and right.strip()):
        raise UsageError("one of the two sentences is empty; write both in quotes")
    moment(published_left, "--published-left")  # a wrong one is named by its option
    moment(published_right, "--published-right")
    result = compare_sentences(left, right, published_a=published_left, published_b=published_right)
    if as_json:
        levels = [{"name": x.name, "value": x.value, "weight": x.weight} for x in result.levels]
        click.echo(json.dumps({"verdict": str(result.verdict), "why": result.why, "kind": str(result.kind),
                               "slot": result.slot, "levels": levels}, ensure_ascii=False, indent=1))  # fmt: skip
        return
    click.echo(f"{result.verdict}: {result.why}")
