"""`wutong report`: any table of a period, in any format, after the cycle."""

import csv
import io
import json
import subprocess

import openpyxl
import pytest

from wutong_program import DONE, REFUSED, USAGE


@pytest.fixture(scope="module")
def settled(many_counties, county_codes, tmp_path_factory):
    import wutong_fixtures
    import wutong_program
    folder, code = tmp_path_factory.mktemp("report"), next(county_codes)
    for period in ("2026-11", "2026-12"):
        county = wutong_program.county_copy(wutong_fixtures.QINGSHAN / period, folder / period, county=code)
        assert many_counties.cycle(county, folder / ("out" + period)).code == DONE
    return many_counties, code, folder


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


TABLES = ("awards", "purchase_orders", "receipts", "shipments", "shortages", "refused", "supplier_statements",
          "member_statements", "journal")


@pytest.mark.parametrize("name", TABLES)
def test_a_report_is_the_table_of_its_period(settled, name, tmp_path):
    data, code, folder = settled
    for period in ("2026-11", "2026-12"):
        expected = (folder / ("out" + period) / (name + ".csv")).read_text()
        shown = data.run("report", name, "--period", period, "--county", code)
        assert shown.code == DONE, shown
        assert rows_of(shown.out) == rows_of(expected)
        as_json = data.run("report", name, "--period", period, "--county", code, "--format", "json")
        assert json.loads(as_json.out) == rows_of(expected)
    book = tmp_path / "report.xlsx"
    assert data.run("report", name, str(book), "--period", period, "--county", code, "--format", "xlsx").code == DONE
    cells = [[cell or "" for cell in row] for row in openpyxl.load_workbook(book).active.iter_rows(values_only=True)]
    assert cells == list(csv.reader(io.StringIO(expected)))


def test_stock_is_told_of_the_newest_period_only(settled):
    data, code, folder = settled
    now = data.run("report", "stock", "--period", "2026-12", "--county", code)
    assert rows_of(now.out) == rows_of((folder / "out2026-12" / "stock.csv").read_text())
    then = data.run("report", "stock", "--period", "2026-11", "--county", code)
    assert then.code == REFUSED and "later_period_settled" in then.err, then


def test_what_is_not_there_is_said(settled):
    data, code, _ = settled
    never = data.run("report", "awards", "--period", "2019-01", "--county", code)
    assert never.code == REFUSED and "2019-01" in never.err, never
    other = data.run("report", "gossip", "--period", "2026-11", "--county", code)
    assert other.code == USAGE and "supplier_statements" in other.err, other
    assert data.run("report", "awards", "--period", "2026-11", "--county", code, "--format", "doc").code == USAGE


def on_paper(file):
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize("name", TABLES)
def test_a_report_on_paper_holds_every_cell(settled, name, tmp_path):
    """Cells are wrapped, never cut: every one of them is found, its blanks aside."""
    data, code, folder = settled
    paper = tmp_path / "report.pdf"
    made = data.run("report", name, str(paper), "--period", "2026-11", "--county", code, "--format", "pdf")
    assert made.code == DONE and paper.read_bytes().startswith(b"%PDF-"), made
    rows = rows_of((folder / "out2026-11" / (name + ".csv")).read_text())
    shown = "".join(on_paper(paper).split())
    assert "2026-11" in shown and f"共{len(rows)}行" in shown
    wrapped = subprocess.run(["pdftotext", "-raw", paper, "-"], capture_output=True, check=True, text=True).stdout
    flat = "".join(wrapped.split())
    for row in rows:
        for cell in row.values():
            assert "".join(cell.split()) in flat, (cell, wrapped)
    again = tmp_path / "again.pdf"
    data.run("report", name, str(again), "--period", "2026-11", "--county", code, "--format", "pdf")
    assert again.read_bytes() == paper.read_bytes()


def test_paper_speaks_the_language_asked_for(settled, tmp_path):
    data, code, _ = settled
    for language, heading in (("zh", "成员单位对账单"), ("en", "Member statements")):
        paper = tmp_path / f"{language}.pdf"
        made = data.run("report", "member_statements", str(paper), "--period", "2026-11", "--county", code,
                        "--format", "pdf", "--language", language)
        assert made.code == DONE and heading in on_paper(paper), made
    assert data.run("report", "awards", "--period", "2026-11", "--county", code, "--language", "fr").code == USAGE


def test_a_period_of_a_cycle_has_no_daily_documents(settled):
    data, code, _ = settled
    for name in ("requisitions", "deliveries", "nonconformances", "returns", "budgets"):
        shown = data.run("report", name, "--period", "2026-11", "--county", code)
        assert shown.code == DONE and rows_of(shown.out) == [] and shown.out.count(",") >= 5, shown
