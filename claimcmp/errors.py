"""Every error that claimcmp raises on purpose.

    ClaimcmpError
    ├── UsageError        a wrong option, an unknown name (the CLI exits 2)
    ├── InputError        an input that cannot be read: names file, line and remedy (the CLI exits 2)
    ├── WorkspaceError    a workspace that is missing, half written or made by other settings
    │   └── MismatchError     index and vectors, encoder or dimension do not belong together
    └── ModelError        a model that cannot be loaded

A message names the file, the line or the value, and the remedy.
"""

from __future__ import annotations


class ClaimcmpError(Exception):
    """Base of all errors that claimcmp raises on purpose."""


class UsageError(ClaimcmpError):
    """A wrong option, value or name."""


class InputError(ClaimcmpError):
    """An input that cannot be read."""


class WorkspaceError(ClaimcmpError):
    """A workspace that is missing, half written, or made by other settings."""


class MismatchError(WorkspaceError):
    """Index, vectors, encoder or dimension that do not belong together."""


class ModelError(ClaimcmpError):
    """A model that cannot be loaded."""
