"""What the comparer sees of one fact: the reading, its sentence, its outlet and its time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from claimcmp.model import Fact

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact in its setting; ``published`` is UTC seconds or None, ``siblings`` all facts of the sentence."""

    fact: Fact
    sentence: int = -1
    text: str = ""
    lang: str = ""
    article: int = -1
    outlet: str = ""
    published: float | None = None
    siblings: tuple[Fact, ...] = ()
    memo: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)


def once_a_view(read: Callable[[FactView], T]) -> Callable[[FactView], T]:
    """What is read from one fact's setting is read once, however many facts it is compared with."""
    name = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def known(view: FactView) -> T:
        memo = view.memo
        if name not in memo:
            memo[name] = read(view)
        found: T = memo[name]
        return found

    return known
