import pytest


@pytest.fixture(autouse=True)
def _index_apart(tmp_path: object, settings: object) -> None:
    """The index of a test lies in its own folder."""
    settings.HOME = tmp_path  # type: ignore[attr-defined]
