"""Batches by token count from sentences sorted by length: little padding, and a bounded working set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def by_length(lengths: Sequence[int], *, tokens: int) -> Iterator[list[int]]:
    """Indices of sentences, shortest first, in batches of at most ``tokens`` tokens padding included.

    A sentence longer than that is a batch of its own.

    >>> list(by_length([5, 2, 9, 2], tokens=6))
    [[1, 3], [0], [2]]
    """
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):  # the newest is the longest
        if batch and lengths[i] * (len(batch) + 1) > tokens:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def well_formed(text: str) -> str:
    r"""The text with lone surrogates and NUL replaced: tokenizers refuse the first, C strings end at the second.

    >>> well_formed("a\ud800b\0c")
    'a?b c'
    """
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
