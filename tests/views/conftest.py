"""The views of the invented world, for tests that change nothing."""

from __future__ import annotations

import pytest
from support import WORLD
from writing import context_of

from chronicle.views.context import ViewContext


@pytest.fixture(scope="session")
def context() -> ViewContext:
    """The views of the invented world."""
    return context_of(WORLD)
