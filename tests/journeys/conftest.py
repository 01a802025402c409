from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.journeys.lab import CentreProcess, TillFolder, new_till

NewTill = Callable[[str], TillFolder]


@pytest.fixture(scope="package")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CentreProcess]:
    """One centre for all journeys that do not hurt it; each brings a till of its own."""
    centre = CentreProcess(tmp_path_factory.mktemp("centre"))
    yield centre
    centre.stop()


@pytest.fixture(scope="package")
def enrol(centre: CentreProcess, tmp_path_factory: pytest.TempPathFactory) -> NewTill:
    folder = tmp_path_factory.mktemp("tills")
    return lambda name: new_till(centre, folder, name)
