from __future__ import annotations

import dataclasses

import pytest
from tests.publish import worked

from uncounted.publish.view import PublicationView


@pytest.fixture(scope="session")
def make_view():
    """Builds the worked example; keywords replace fields of the view."""
    return worked.make_view


@pytest.fixture
def with_claims():
    """The worked example with each claim changed by a function."""

    def change(edit) -> PublicationView:
        view = worked.make_view()
        return dataclasses.replace(view, claims=tuple(edit(claim) for claim in view.claims))

    return change
