"""Which period may be run when, and for which county: what is refused leaves no trace."""

import json

import pytest

from wutong_fixtures import QINGSHAN
from wutong_program import DONE, REFUSED, county_copy, folder_state


@pytest.fixture
def settled(many_counties, qingshan, tmp_path):
    """The first period of a county is settled; its results are in `first`."""
    done = many_counties.cycle(qingshan["2026-11"], tmp_path / "first")
    assert done.code == DONE, done
    return many_counties


def assert_refused(data, county, out, county_code, *words):
    """Exit 1 with all the words on stderr, nothing on stdout, nothing in the database, no result."""
    before = data.rows_of(county_code)
    done = data.cycle(county, out)
    assert done.code == REFUSED, done
    for word in words:
        assert word in done.err, done
    assert done.out == ""
    assert data.rows_of(county_code) == before


def test_a_settled_period_is_not_run_again(settled, qingshan, county_code, tmp_path):
    before = folder_state(tmp_path / "first")
    assert_refused(settled, qingshan["2026-11"], tmp_path / "first", county_code,
                   "period_already_settled", "2026-11")
    assert folder_state(tmp_path / "first") == before
    assert_refused(settled, qingshan["2026-11"], tmp_path / "second", county_code, "period_already_settled")
    assert not (tmp_path / "second").exists()


def test_a_settled_period_is_not_run_again_from_another_folder(settled, qingshan, county_code, tmp_path):
    requests = qingshan["2026-11"] / "requests.csv"
    requests.write_text(requests.read_text(encoding="utf-8").replace("V01,AMOX,30", "V01,AMOX,31"), encoding="utf-8")
    assert_refused(settled, qingshan["2026-11"], tmp_path / "second", county_code, "period_already_settled")


def test_opening_stock_is_brought_once(settled, qingshan, county_code, tmp_path):
    stock = (qingshan["2026-11"] / "stock.csv").read_bytes()
    (qingshan["2026-12"] / "stock.csv").write_bytes(stock)
    assert_refused(settled, qingshan["2026-12"], tmp_path / "second", county_code,
                   "stock.csv", "opening_stock_already_known")
    (qingshan["2026-12"] / "stock.csv").unlink()
    done = settled.cycle(qingshan["2026-12"], tmp_path / "second")
    assert done.code == DONE, done


def test_an_earlier_period_is_refused_once_a_later_one_is_settled(settled, qingshan, county_code, tmp_path):
    earlier = county_copy(qingshan["2026-12"], tmp_path / "earlier", period="2026-10", today="2026-10-20")
    assert_refused(settled, earlier, tmp_path / "second", county_code, "later_period_settled", "2026-10", "2026-11")


def test_a_period_may_be_left_out(settled, qingshan, tmp_path):
    """A county without a cycle in December has one in the year after."""
    later = county_copy(qingshan["2026-12"], tmp_path / "later", period="2027-02")
    done = settled.cycle(later, tmp_path / "second")
    assert done.code == DONE, done


def test_in_a_database_of_several_counties_a_folder_names_its_own(settled, qingshan, county_codes, county_code,
                                                                   tmp_path):
    another = county_copy(qingshan["2026-11"], tmp_path / "another", county=next(county_codes))
    assert settled.cycle(another, tmp_path / "another-out").code == DONE
    nameless = QINGSHAN / "2026-12"
    assert_refused(settled, nameless, tmp_path / "second", county_code, "county_not_named")
    assert not (tmp_path / "second").exists()


def test_a_refusal_can_be_read_by_a_program(settled, qingshan, tmp_path):
    """With --json nothing but JSON may stand on stdout; the reason stays on stderr."""
    done = settled.cycle(qingshan["2026-11"], tmp_path / "second", "--json")
    assert done.code == REFUSED and "period_already_settled" in done.err
    assert done.out == "" or json.loads(done.out)


def test_periods_of_two_counties_are_not_mixed_up(settled, qingshan, county_codes, tmp_path):
    """One county is at December, the other still at November."""
    assert settled.cycle(qingshan["2026-12"], tmp_path / "second").code == DONE
    another = county_copy(qingshan["2026-11"], tmp_path / "another", county=next(county_codes))
    done = settled.cycle(another, tmp_path / "another-out")
    assert done.code == DONE, done
