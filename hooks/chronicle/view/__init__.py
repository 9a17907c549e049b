"""What each kind of page shows, worked out from the connected records; no markup."""

from __future__ import annotations

from .blocks import View

__all__ = ["View"]
