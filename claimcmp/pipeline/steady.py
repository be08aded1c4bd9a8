"""How a part is worked on: its many small products in one thread, its objects not swept for cycles while they live."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module


@contextmanager
def steady() -> Iterator[None]:
    """One thread for products of matrices, and no collection of cycles, until the end.

    A story's matrices are of some hundred rows: threads wait for one another longer than they multiply, which took half
    of the processor time of finding claims. A part holds a hundred thousand small objects without cycles.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        with import_module("threadpoolctl").threadpool_limits(limits=1, user_api="blas"):
            yield
    finally:
        if collected:
            gc.freeze()  # what is remembered beyond the part counts as old at once: no sweep over all that it made
            gc.unfreeze()
            gc.enable()
