import pytest

from small_county import SmallCounty


@pytest.fixture
def county(tmp_path):
    """Today is 2026-11-22; goods are usable when they expire on 2026-12-22 or later."""
    return SmallCounty(tmp_path / "county")
