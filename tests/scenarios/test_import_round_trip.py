"""What was exported is imported again without a change: by us, after LibreOffice, after a kill."""

import csv
import os
import shutil
import signal
import time

import openpyxl
import pytest

from exchange_files import (FACILITY_COLUMNS, HOSTILE, ITEM_COLUMNS, SUPPLIER_COLUMNS, answer_of, figures, item,
                            write_csv, write_workbook)
from wutong_fixtures import SAMPLE_COUNTY
from wutong_program import DONE, DataFolder, run, wait_until

MANY = int(os.environ.get("WUTONG_IMPORT_ROWS", "100000"))


@pytest.fixture
def data(program, tmp_path):
    folder = DataFolder(tmp_path / "data").hold()
    yield folder
    folder.assert_clean()
    folder.remove()


def timed(what, data, *arguments):
    began = time.monotonic()
    done = data.run("--json", *arguments)
    assert done.code == DONE, done
    print(f"{what}: {time.monotonic() - began:.1f} s")
    return answer_of(done)


def rows_of(file):
    with open(file, encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def test_a_hundred_thousand_rows_come_back_unchanged(data, tmp_path):
    file = write_csv(tmp_path / "items.csv", ITEM_COLUMNS, (item(number) for number in range(MANY)))
    assert figures(timed("import CSV", data, "import", "items", file)) == {
        "rows": MANY, "registered": MANY, "changed": 0, "unchanged": 0, "refused": 0, "stored": True}
    for ending in ("csv", "xlsx"):
        out = tmp_path / f"out.{ending}"
        assert timed(f"export {ending}", data, "export", "items", out)["rows"] == MANY
        assert figures(timed(f"import {ending} again", data, "import", "items", out)) == {
            "rows": MANY, "registered": 0, "changed": 0, "unchanged": MANY, "refused": 0, "stored": True}
    assert rows_of(tmp_path / "out.csv") == rows_of(file)
    assert data.sql("SELECT COUNT(*) FROM item_version") == [[str(MANY)]]


def hostile_suppliers():
    return [{"code": f"S{at:03}", "name": text, "licence_no": text, "licence_expires_on": "2027-12-31",
             "order_fee": "50.00", "minimum_order_amount": ""} for at, text in enumerate(HOSTILE)]


def test_hostile_texts_survive_both_formats(data, tmp_path):
    rows = hostile_suppliers()
    first = write_workbook(tmp_path / "first.xlsx", SUPPLIER_COLUMNS,
                           [{**row, "name": guarded(row["name"]), "licence_no": guarded(row["licence_no"])} for row in
                            rows if "\x01" not in row["name"]])
    assert data.run("import", "suppliers", first).code == DONE
    for ending in ("csv", "xlsx"):
        out = tmp_path / f"out.{ending}"
        assert data.run("export", "suppliers", out).code == DONE
        answer = answer_of(data.run("--json", "import", "suppliers", out))
        assert (answer["registered"], answer["changed"]) == (0, 0), answer
    names = {row[0]: row[1] for row in rows_of(tmp_path / "out.csv")[1:]}
    assert names["S000"] == "'" + HOSTILE[0] and names["S001"] == "'" + HOSTILE[1]
    page = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    cells = {row[0].value: row[1] for row in page.iter_rows(min_row=2)}
    assert cells["S000"].value == HOSTILE[0] and cells["S000"].data_type in ("s", "inlineStr")
    assert cells["S001"].value == "'" + HOSTILE[1]


def guarded(text):
    """What an exporter writes for a text that begins with an apostrophe."""
    bare = text.lstrip("'")
    return "'" + text if text.startswith("'") and bare[:1] in set("=+-@\t\r\n＝＋－＠") and bare else text


needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def converted(file, target_format, tmp_path, *options):
    out = tmp_path / f"converted-{target_format.split(':')[0]}"
    done = run(["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", *options, "--convert-to",
                target_format, "--outdir", out, file])
    result = out / f"{file.stem}.{target_format.split(':')[0]}"
    assert done.code == 0 and result.exists(), done
    return result


# Comma, quotation mark, UTF-8, from line 1, quoted cells are texts.
READ_CSV = "--infilter=CSV:44,34,76,1,,0,true,false"
# The same, with all six columns as texts: our CSV leaves plain words without quotation marks.
READ_TEXTS = "--infilter=CSV:44,34,76,1,1/2/2/2/3/2/4/2/5/2/6/2,0,true,false"
WRITE_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"


@needs_office
def test_a_workbook_by_libreoffice_reads_as_the_csv_it_came_from(data, tmp_path):
    for kind in ("facilities", "suppliers", "items"):
        original = SAMPLE_COUNTY / f"{kind}.csv"
        assert data.run("import", kind, original).code == DONE
        workbook = converted(original, "xlsx", tmp_path, READ_CSV)
        answer = answer_of(data.run("--json", "import", kind, workbook))
        assert answer["stored"] and (answer["registered"], answer["changed"], answer["refused"]) == (0, 0, 0), answer


@needs_office
def test_our_workbook_opens_in_libreoffice(data, tmp_path):
    rows = [row for row in hostile_suppliers() if not any(sign in row["name"] for sign in "\x01\r")]
    assert data.run("import", "suppliers", write_csv(tmp_path / "s.csv", SUPPLIER_COLUMNS, rows)).code == DONE
    assert data.run("export", "suppliers", tmp_path / "ours.xlsx").code == DONE
    assert data.run("export", "suppliers", tmp_path / "plain.csv").code == DONE
    theirs = converted(tmp_path / "ours.xlsx", WRITE_CSV, tmp_path)
    answer = answer_of(data.run("--json", "import", "suppliers", theirs))
    assert (answer["registered"], answer["changed"], answer["refused"]) == (0, 0, 0), answer
    back = converted(tmp_path / "plain.csv", "xlsx", tmp_path, READ_TEXTS)
    answer = answer_of(data.run("--json", "import", "suppliers", back))
    assert (answer["registered"], answer["changed"], answer["refused"]) == (0, 0, 0), answer


@pytest.mark.parametrize("number", range(4))
def test_an_import_that_was_killed_left_nothing_or_everything(data, tmp_path, number):
    rows = 20000
    first = write_csv(tmp_path / "f.csv", FACILITY_COLUMNS,
                      [{"code": "C1", "name": "中心", "kind": "centre", "parent_code": ""}])
    assert data.run("import", "facilities", first).code == DONE
    file = write_csv(tmp_path / "items.csv", ITEM_COLUMNS, [item(at) for at in range(rows)])
    process = data.start("import", "items", file)
    if number < 3:  # in the middle of the writing: its rows are there, uncommitted
        limit = str(1 + number * 9000)
        wait_until(lambda: process.poll() is not None or uncommitted_items(data) > int(limit), "rows to be written")
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stderr.close()
    left = int(data.sql("SELECT COUNT(*) FROM item")[0][0])
    assert left in (0, rows)
    assert int(data.sql("SELECT COUNT(*) FROM item_version")[0][0]) == left
    data.assert_clean()
    answer = answer_of(data.run("--json", "import", "items", file))
    assert (answer["registered"], answer["unchanged"]) == (rows - left, left)


def uncommitted_items(data):
    done = data.client("SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED; SELECT COUNT(*) FROM item")
    return int(done.out or 0) if done.code == 0 else 0
