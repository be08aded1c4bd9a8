"""Two sentences side by side, read with the bundled encoder."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claimcmp.comparer import SentenceComparison
    from claimcmp.embed import Encoder

DEFAULT = "best"  # the encoder whose cosines the weights of the verdicts were fitted to


def compare_sentences(
    a: str,
    b: str,
    *,
    lang_a: str | None = None,
    lang_b: str | None = None,
    published_a: str | float | None = None,
    published_b: str | float | None = None,
    outlet_a: str = "",
    outlet_b: str = "",
    encoder: str | Encoder | None = DEFAULT,
) -> SentenceComparison:
    """What two sentences of two outlets say of the same fact: one verdict, its levels and its reason.

    ``published_*`` are ISO 8601 times or UTC seconds; without a language it is guessed. ``encoder`` is a name, loaded
    once, or an encoder; None does without (faster to start, and less sure where no table knows the words). Raises
    ``UsageError`` for a time that cannot be read or an unknown encoder.
    """
    from claimcmp.comparer import compare_sentences as compared

    return compared(
        a, b, lang_a=lang_a, lang_b=lang_b, published_a=published_a, published_b=published_b, outlet_a=outlet_a,
        outlet_b=outlet_b, encoder=loaded(encoder) if isinstance(encoder, str) else encoder,
    )  # fmt: skip


@cache
def loaded(name: str) -> Encoder:
    """The encoder of a name, loaded once."""
    from claimcmp.embed import load

    return load(name)
