"""claimcmp: where news outlets agree and where they differ, with evidence.

    import claimcmp
    report = claimcmp.compare(articles)          # dicts or dataclasses; only "text" is required
    for claim in report.claims:
        print(claim.verdict, claim.slot)

The public names are imported when first used: ``import claimcmp`` loads neither torch nor faiss.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claimcmp.config import Settings as Settings
    from claimcmp.errors import ClaimcmpError as ClaimcmpError
    from claimcmp.errors import InputError as InputError
    from claimcmp.errors import MismatchError as MismatchError
    from claimcmp.errors import ModelError as ModelError
    from claimcmp.errors import UsageError as UsageError
    from claimcmp.errors import WorkspaceError as WorkspaceError
    from claimcmp.model import Verdict as Verdict
    from claimcmp.pipeline import add as add
    from claimcmp.pipeline import open_report as open_report
    from claimcmp.pipeline import run as run
    from claimcmp.query.sentences import compare_sentences as compare_sentences
    from claimcmp.report import Report as Report

__version__ = "0.1.0"

_PUBLIC = {
    "ClaimcmpError": "claimcmp.errors:ClaimcmpError",
    "InputError": "claimcmp.errors:InputError",
    "MismatchError": "claimcmp.errors:MismatchError",
    "ModelError": "claimcmp.errors:ModelError",
    "Report": "claimcmp.report:Report",
    "Settings": "claimcmp.config:Settings",
    "UsageError": "claimcmp.errors:UsageError",
    "Verdict": "claimcmp.model:Verdict",
    "WorkspaceError": "claimcmp.errors:WorkspaceError",
    "add": "claimcmp.pipeline:add",
    "compare_sentences": "claimcmp.query.sentences:compare_sentences",
    "open_report": "claimcmp.pipeline:open_report",
    "run": "claimcmp.pipeline:run",
}

__all__ = ["__version__", "compare", *sorted(_PUBLIC)]


def compare(articles: Iterable[Mapping[str, Any] | object], *, settings: Settings | None = None) -> Report:
    """Compare articles in memory: dicts or dataclasses with id, outlet, url, lang, published, title, text.

    Only ``text`` is required. Returns a ``Report``. Errors: ``InputError`` when no article can be read.
    """
    from claimcmp.pipeline import run_objects

    return run_objects(articles, settings=settings)


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'claimcmp' has no attribute {name!r}")
    module, _, attribute = _PUBLIC[name].partition(":")
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
