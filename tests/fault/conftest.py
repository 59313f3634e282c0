import sys
from pathlib import Path

for folder in ("oracle", "random", "scenarios", "fault"):
    sys.path.insert(0, str(Path(__file__).parents[1] / folder))

from wutong_fixtures import *  # noqa: E402, F403

import pytest  # noqa: E402

from interrupted_cycles import SEED, InterruptedCycle, Undisturbed  # noqa: E402
from wutong_program import generated_county  # noqa: E402

# Large enough that each stage takes a time in which it can be hit.
SIZE = {"facilities": 25, "items": 50, "suppliers": 8, "lines": 500}


def pytest_report_header():
    return f"WUTONG_SEED={SEED}"


@pytest.fixture(scope="session")
def undisturbed(many_counties, county_codes, tmp_path_factory):
    home = tmp_path_factory.mktemp("undisturbed")
    county = generated_county(home / "county", **SIZE, seed=5)
    return Undisturbed(many_counties, county, next(county_codes), home)


@pytest.fixture
def interrupted(undisturbed, county_code, tmp_path):
    return InterruptedCycle(undisturbed, county_code, tmp_path)
