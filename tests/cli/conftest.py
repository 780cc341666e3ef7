from __future__ import annotations

from pathlib import Path

import pytest
from tests.store.fixtures import case, empty_case, empty_team_case, team_case
from tests.web.conftest import fill

__all__ = ["case", "empty_case", "empty_team_case", "team_case"]


@pytest.fixture
def filled(case) -> Path:
    """The folder of a case with documents, claims and what follows from them."""
    fill(case)
    return case.path
