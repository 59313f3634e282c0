"""The data folders and county codes that tests share; also used by tests/fault."""

import itertools
from pathlib import Path

import pytest

import wutong_program

QINGSHAN = Path(__file__).parent / "counties" / "qingshan"
SAMPLE_COUNTY = Path(__file__).parents[2] / "sql" / "seed" / "sample_county"


@pytest.fixture(autouse=True, scope="session")
def program():
    if wutong_program.WUTONG is None:
        pytest.skip("WUTONG does not name the program")


@pytest.fixture(scope="session")
def many_counties(program, tmp_path_factory):
    """One database for all tests that bring a county of their own; its server stays up. Whatever
    the tests did to it, every invariant holds in the end."""
    data = wutong_program.DataFolder(tmp_path_factory.mktemp("many") / "data")
    yield data.hold()
    data.assert_clean()
    data.remove()


@pytest.fixture(scope="session")
def county_codes():
    """Codes that no other test uses."""
    return (str(code) for code in itertools.count(130001))


@pytest.fixture
def county_code(county_codes):
    return next(county_codes)


@pytest.fixture
def qingshan(tmp_path, county_code):
    """The two periods of the county written by hand, under a code of its own."""
    return {period: wutong_program.county_copy(QINGSHAN / period, tmp_path / period, county=county_code)
            for period in ("2026-11", "2026-12")}
