"""`wutong cycle` on random counties, against a recomputation from the contract alone.

    WUTONG                  the program (without it these tests are skipped)
    WUTONG_RANDOM_COUNTIES  how many counties (40)
    WUTONG_SEED             the seed (a new one each time; a failure names it)

One private database serves all counties, each under a county code of its own, as in
a database of several counties.  Every third county goes on to a second period.
The folders of a failure are kept and named.
"""

import os
import random
import subprocess
from pathlib import Path

import pytest

from compare_results import compare, compare_table, summary_faults
from county_folders import first_folder, second_folder
from recompute_cycle import recompute_with_state
from result_tables import COLUMNS, write_tables

WUTONG = os.environ.get("WUTONG")
COUNTIES = int(os.environ.get("WUTONG_RANDOM_COUNTIES", "40"))
SEED = os.environ.get("WUTONG_SEED") or str(random.SystemRandom().randrange(10**9))
CYCLE_TIMEOUT_SECONDS = 300

pytestmark = pytest.mark.skipif(not WUTONG, reason="WUTONG does not name the program")


class Runner:
    """Runs cycles on one private database and says how to see a failure again."""

    def __init__(self, home):
        self.home = home
        self.data = home / "data"

    def folder(self, name):
        path = self.home / name
        path.mkdir()
        return path

    def cycle(self, county, out):
        return subprocess.run(
            [WUTONG, "--data", self.data, "cycle", "--county", county, "--out", out],
            capture_output=True, text=True, timeout=CYCLE_TIMEOUT_SECONDS, check=False)

    def check(self, county, out, expected):
        """The cycle must be done (exit 0) with exactly the expected result."""
        done = self.cycle(county, out)
        test = os.environ["PYTEST_CURRENT_TEST"].split(" ")[0]
        where = (f"input kept in {county}, result in {out}, wanted in {out}-expected\n"
                 f"again: WUTONG_SEED={SEED} WUTONG_RANDOM_COUNTIES={COUNTIES} pytest '{test}'\n")
        assert done.returncode == 0, f"{where}exit {done.returncode}\n{done.stderr[-4000:]}"
        write_tables(expected, out.with_name(out.name + "-expected"))
        differences = compare(out, expected) + summary_faults(out)
        assert not differences, where + "\n".join(differences)


@pytest.fixture(scope="module")
def runner(tmp_path_factory):
    return Runner(tmp_path_factory.mktemp("wutong"))


def county_code(number):
    """Six digits like the real ones; 900000 on is for the tests that need no seed."""
    return str(100000 + number)


@pytest.mark.parametrize("number", range(COUNTIES))
def test_a_random_county_is_what_the_contract_says(runner, number):
    rng = random.Random(f"{SEED}-{number}")
    folder = runner.folder(f"county-{number}")
    first = first_folder(rng, folder / "1", county_code(number))
    expected, state = recompute_with_state(folder / "1")
    runner.check(folder / "1", folder / "1-result", expected)
    if number % 3 == 0:
        second_folder(rng, folder / "2", first, state)
        expected, _ = recompute_with_state(folder / "2", state)
        runner.check(folder / "2", folder / "2-result", expected)


def test_the_same_county_under_another_code_gives_the_same_bytes(runner):
    """Nothing in the tables comes from the clock, from ids, or from the neighbours."""
    folder = runner.folder("twins")
    codes = ("900001", "900002")
    for code in codes:
        first_folder(random.Random(f"{SEED}-twins"), folder / f"{code}", code)
        done = runner.cycle(folder / f"{code}", folder / f"{code}-result")
        assert done.returncode == 0, f"seed {SEED}, {folder}: {done.stderr[-4000:]}"
    for name in COLUMNS:
        different = {(folder / f"{code}-result" / name).read_bytes() for code in codes}
        assert len(different) == 1, f"seed {SEED}, {folder}: {name}"


def figures_of(rows):
    """(row, column) of every cell that ends in an ASCII digit."""
    return [(at, column) for at, row in enumerate(rows) for column, cell in enumerate(row)
            if cell and cell[-1] in "0123456789"]


def free_text(name, row, column):
    """Cells whose digits the contract leaves open."""
    column_name = COLUMNS[name][column]
    return column_name in ("entry_no", "reason") or (column_name == "detail" and row[2] != "over_delivered")


def test_one_wrong_figure_in_a_correct_result_is_seen(runner):
    """A comparison that accepts everything would make every test above pass."""
    rng = random.Random(f"{SEED}-figures")
    folder, changed = runner.folder("figures"), 0
    for attempt in range(20):
        county, out = folder / str(attempt), folder / f"{attempt}-result"
        first_folder(rng, county, str(900100 + attempt))
        expected, _ = recompute_with_state(county)
        if not expected["shipments.csv"] or not expected["refused.csv"]:
            continue
        runner.check(county, out, expected)
        changed = change_figures(rng, out, expected)
        break
    assert changed > 0, f"seed {SEED}: no county with a shipment and a refusal in {folder}"


def change_figures(rng, out, expected):
    """Change one figure of each file in turn, see it rejected; return how many."""
    changed = 0
    for name in COLUMNS:
        rows = expected[name]
        cells = [cell for cell in figures_of(rows) if not free_text(name, rows[cell[0]], cell[1])]
        for at, column in rng.sample(cells, min(5, len(cells))):
            wrong = [list(row) for row in rows]
            wrong[at][column] = wrong[at][column][:-1] + str((int(wrong[at][column][-1]) + 1) % 10)
            write_tables({name: wrong}, out)
            differences = compare_table(name, (Path(out) / name).read_bytes(), rows)
            assert differences, f"seed {SEED}: {name} row {at + 1} column {column} in {out}"
            changed += 1
        write_tables({name: rows}, out)
    return changed
