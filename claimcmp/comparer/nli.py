"""A local natural-language-inference cross-encoder as one more level; off unless a path is set."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.config import CompareSettings
from claimcmp.errors import ModelError
from claimcmp.match import FactView
from claimcmp.model import Level, Verdict

if TYPE_CHECKING:
    from claimcmp.comparer.judge import Judgement

# A model that is this sure of entailment both ways withdraws a "differ"; it never makes one.
ENTAILED = 0.9


@lru_cache(maxsize=2)
def load(path: str) -> Any:
    """The CrossEncoder at a path; ``ModelError`` when there is none or it is no NLI model."""
    if not Path(path).exists():
        raise ModelError(
            f"nli: no model at {path!r}; give the folder of a sentence-transformers CrossEncoder, or leave it empty"
        )
    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(path, device="cpu")
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"nli: {path!r} is no CrossEncoder: {error}") from error
    labels = {str(v).lower() for v in model.config.id2label.values()}
    if not {"entailment", "contradiction"} <= labels:
        raise ModelError(f"nli: {path!r} has labels {sorted(labels)}; it needs entailment, neutral and contradiction")
    return model


def probabilities(path: str, premise: str, hypothesis: str) -> dict[str, float]:
    """Label → probability that the first sentence entails, contradicts or is neutral to the second."""
    import numpy as np

    model = load(path)
    logits = np.asarray(model.predict([(premise, hypothesis)], convert_to_numpy=True)[0], dtype=np.float64)
    scores = np.exp(logits - logits.max())
    scores /= scores.sum()
    return {str(model.config.id2label[i]).lower(): float(s) for i, s in enumerate(scores)}


def checked(judged: Judgement, left: FactView, right: FactView, settings: CompareSettings) -> Judgement:
    """The judgement with the model's level; a "differ" that both directions entail becomes "compatible"."""
    if not settings.nli or judged.verdict != Verdict.DIFFER:
        return judged
    forth = probabilities(settings.nli, left.text, right.text)
    back = probabilities(settings.nli, right.text, left.text)
    top = max(forth, key=lambda label: forth[label])
    level = Level("nli", f"{top} {forth[top]:.2f}", 0.0)
    sure = min(forth["entailment"], back["entailment"]) >= ENTAILED
    verdict = Verdict.COMPATIBLE if sure else judged.verdict
    return replace(judged, verdict=verdict, levels=(*judged.levels, level))
