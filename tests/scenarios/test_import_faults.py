"""Every bad row gets its own reason, and nothing of a refused file is stored."""

import csv
import datetime
import zipfile

import openpyxl
import pytest

from exchange_files import (FACILITY_COLUMNS, ITEM_COLUMNS, answer_of, faults_of, figures, item, write_csv,
                            write_workbook)
from wutong_program import DONE, REFUSED, USAGE, DataFolder


@pytest.fixture(scope="module")
def data(program, tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("imports") / "data").hold()
    first = write_csv(folder.path.parent / "f.csv", FACILITY_COLUMNS,
                      [{"code": "C1", "name": "中心", "kind": "centre", "parent_code": ""}])
    done = folder.run("import", "facilities", first)
    assert done.code == DONE, done
    yield folder
    folder.assert_clean()
    folder.remove()


def imported(data, kind, file, *options):
    return data.run("--json", "import", kind, file, *options)


# What is done to a good row -> the column and the reason.
SPOILS = [
    ({"code": ""}, "code", "missing_value"),
    ({"code": " I1"}, "code", "bad_code"),
    ({"code": "I\u200b1"}, "code", "bad_code"),
    ({"code": "x" * 65}, "code", "text_too_long"),
    ({"generic_name": ""}, "generic_name", "missing_value"),
    ({"generic_name": "名" * 501}, "generic_name", "text_too_long"),
    ({"trade_name": "名" * 501}, "trade_name", "text_too_long"),
    ({"base_unit": ""}, "base_unit", "missing_value"),
    ({"pack_size": ""}, "pack_size", "missing_value"),
    ({"pack_size": "0"}, "pack_size", "bad_number"),
    ({"pack_size": "-1"}, "pack_size", "bad_number"),
    ({"pack_size": "1.5"}, "pack_size", "bad_number"),
    ({"pack_size": "十"}, "pack_size", "bad_number"),
    ({"pack_size": "1,000"}, "pack_size", "bad_number"),
    ({"pack_size": "１０"}, "pack_size", "bad_number"),
    ({"pack_size": "1000000000"}, "pack_size", "number_too_large"),
    ({"vat_rate": ""}, "vat_rate", "missing_value"),
    ({"vat_rate": "13%"}, "vat_rate", "bad_number"),
    ({"vat_rate": "1.1"}, "vat_rate", "number_too_large"),
    ({"vat_rate": "0.1234567"}, "vat_rate", "too_many_decimals"),
    ({"list_price": "8.1234567"}, "list_price", "too_many_decimals"),
    ({"list_price": "¥8"}, "list_price", "bad_number"),
    ({"list_price": "-8"}, "list_price", "bad_number"),
    ({"list_price": "=8"}, "list_price", "bad_number"),
    ({"list_price": "1e3"}, "list_price", "bad_number"),
    ({"list_price": "1000000000"}, "list_price", "number_too_large"),
    ({"approval_no": "x" * 501}, "approval_no", "text_too_long"),
    ({"code": "I000000"}, "code", "duplicate_key"),
]


def spoilt_rows(count):
    """Good row 1, then `count` bad ones with a good one after every tenth."""
    rows, expected = [item(0)], []
    for number in range(1, count + 1):
        changes, column, reason = SPOILS[number % len(SPOILS)]
        rows.append(item(number, **changes))
        expected.append((len(rows), column, reason))
        if number % 10 == 0:
            rows.append(item(count + number))
    return rows, expected


@pytest.mark.parametrize("write", [write_csv, write_workbook])
def test_two_thousand_bad_rows_each_get_their_reason(data, tmp_path, write):
    rows, expected = spoilt_rows(2000)
    file = write(tmp_path / "items.any", ITEM_COLUMNS, rows)
    before = data.sql("SELECT COUNT(*) FROM item")
    for options in ((), ("--preview",)):
        done = imported(data, "items", file, *options)
        assert done.code == REFUSED
        answer = answer_of(done)
        assert faults_of(answer) == expected
        assert answer["rows"] == len(rows) and answer["refused"] == 2000 and not answer["stored"]
        assert answer["accepted"] == len(rows) - 2000
    assert data.sql("SELECT COUNT(*) FROM item") == before


def test_rows_that_are_right_can_be_taken_alone(data, tmp_path):
    rows, expected = spoilt_rows(300)
    rows = [{**row, "code": row["code"] and row["code"].replace("I0", "A0")} for row in rows]
    file = write_csv(tmp_path / "items.csv", ITEM_COLUMNS, rows)
    report = tmp_path / "report.csv"
    done = imported(data, "items", file, "--mode", "accepted_rows", "--report", report)
    assert done.code == DONE, done
    answer = answer_of(done)
    assert answer["stored"] and answer["registered"] == 31 and answer["refused"] == 300
    assert data.sql("SELECT COUNT(*) FROM item WHERE code LIKE 'A0%'") == [["31"]]
    with open(report, encoding="utf-8", newline="") as lines:
        told = [(int(row["row"]), row["column"], row["code"]) for row in csv.DictReader(lines)]
    assert told == expected
    again = answer_of(imported(data, "items", file, "--mode", "accepted_rows"))
    assert again["registered"] == 0 and again["changed"] == 0 and again["unchanged"] == 31
    assert data.run("import", "items", file, "--report", tmp_path / "r.xlsx").code == REFUSED
    page = openpyxl.load_workbook(tmp_path / "r.xlsx").active
    assert [(int(row[0]), row[1] or "", row[3]) for row in page.iter_rows(min_row=2, values_only=True)] == expected


FACILITY_FAULTS = {
    "an unknown parent, and those below": (
        ["X1,a,township,NOPE", "X2,b,village,X1", "X3,c,village,X2"],
        [(1, "parent_code", "unknown_code"), (2, "parent_code", "parent_refused"), (3, "parent_code", "parent_refused")]),
    "a cycle": (["X1,a,township,X2", "X2,b,township,X1"],
                [(1, "parent_code", "parent_cycle"), (2, "parent_code", "parent_cycle")]),
    "its own parent": (["X1,a,township,X1"], [(1, "parent_code", "parent_cycle")]),
    "a second centre": (["C2,b,centre,"], [(1, "kind", "not_exactly_one_centre")]),
    "no centre is left": (["C1,a,hospital,C1"], [(0, "kind", "not_exactly_one_centre"), (1, "parent_code", "parent_cycle")]),
    "a centre below another": (["C1,a,centre,C1"], [(1, "parent_code", "parent_cycle"), (1, "parent_code", "unknown_value")]),
    "a member without a parent": (["X1,a,village,"], [(1, "parent_code", "missing_value")]),
    "an unknown kind": (["X1,a,clinic,C1"], [(1, "kind", "unknown_value")]),
    "one code twice": (["X1,a,village,C1", "X1,b,village,C1"], [(2, "code", "duplicate_key")]),
    "too few cells": (["X1,a,village"], [(1, "", "wrong_cell_count")]),
    "too many cells": (["X1,a,village,C1,more"], [(1, "", "wrong_cell_count")]),
    "a parent that is refused": (["X1,,township,C1", "X2,b,village,X1"],
                                 [(1, "name", "missing_value"), (2, "parent_code", "parent_refused")]),
}


@pytest.mark.parametrize("rows,expected", FACILITY_FAULTS.values(), ids=FACILITY_FAULTS.keys())
def test_facilities_are_judged_together(data, tmp_path, rows, expected):
    file = tmp_path / "facilities.csv"
    file.write_text("\n".join(["code,name,kind,parent_code", *rows, ""]), encoding="utf-8")
    done = imported(data, "facilities", file)
    assert done.code == REFUSED, done
    assert sorted(faults_of(answer_of(done))) == expected
    assert data.sql("SELECT COUNT(*) FROM facility") == [["1"]]


def test_a_long_chain_below_a_refused_row_is_refused_too(data, tmp_path):
    rows = [{"code": f"Y{at}", "name": "x" if at else "", "kind": "township", "parent_code": f"Y{at - 1}" if at else "C1"}
            for at in range(20000)]
    answer = answer_of(imported(data, "facilities", write_csv(tmp_path / "f.csv", FACILITY_COLUMNS, rows)))
    assert answer["refused"] == 20000


HEADERS = {
    "a column that is not known": ("code,name,kind,parent_code,colour", [(0, "colour", "unknown_column")]),
    "a column that is missing": ("code,name,kind", [(0, "parent_code", "missing_column")]),
    "a column twice": ("code,name,kind,parent_code,机构代码", [(0, "code", "duplicate_column")]),
    "nothing at all": ("", [(0, name, "missing_column") for name in FACILITY_COLUMNS]),
    "a quotation mark astray": ('code,name,kind,parent_code\nX1,a"b,village,C1', [(1, "name", "bad_quoting")]),
    "GBK": ("code,name,kind,parent_code\nX1,中,village,C1".encode("gbk"), [(1, "name", "not_utf8")]),
}


@pytest.mark.parametrize("content,expected", HEADERS.values(), ids=HEADERS.keys())
def test_a_file_with_a_wrong_header_is_refused_whatever_the_mode(data, tmp_path, content, expected):
    file = tmp_path / "facilities.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    answer = answer_of(imported(data, "facilities", file))
    assert faults_of(answer) == expected
    if expected[0][2] != "not_utf8":
        assert imported(data, "facilities", file, "--mode", "accepted_rows").code == REFUSED


def test_a_file_that_is_not_there_and_a_kind_that_is_unknown(data, tmp_path):
    answer = answer_of(imported(data, "items", tmp_path / "none.csv"))
    assert faults_of(answer) == [(0, "", "missing_file")]
    assert data.run("import", "poems", tmp_path / "none.csv").code == USAGE
    assert data.run("import", "items", tmp_path / "none.csv", "--mode", "some").code == USAGE
    assert data.run("import", "items", tmp_path / "none.csv", "--county", "999").code == USAGE
    assert data.run("export", "items", tmp_path / "no" / "such" / "folder.csv").code == REFUSED


def test_cells_of_a_workbook_that_nobody_can_trust(data, tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "anything"
    page.append(["供应商代码", "name", "licence_no", "许可证有效期", "order_fee", "最低订单金额"])
    page.append(["W1", "好", "LN", datetime.date(2027, 12, 31), 12.5, 8.72])
    page.append(["W2", "=1+1", None, None, None, None])
    page.append([12345678901234567, "长", None, None, None, None])
    page.append(["W4", "#REF!", None, None, None, None])
    page.append(["W5", "merged", "LN", None, None, None])
    page.append(["W6", "below", "LN", None, None, None])
    page.append([7, "number", None, None, None, None])
    page.append([8, "padded", None, None, None, None])
    page.append(["W9", "time", None, datetime.datetime(2027, 12, 31, 8, 30), None, None])
    page["B5"].data_type = "e"
    page["A9"].number_format = "0000"
    page.merge_cells("C6:C7")
    page.append([None, None])
    file = tmp_path / "suppliers.xlsx"
    book.save(file)
    done = imported(data, "suppliers", file, "--mode", "accepted_rows")
    answer = answer_of(done)
    assert faults_of(answer) == [(2, "name", "cell_is_formula"), (3, "code", "digits_lost"), (4, "name", "cell_is_error"),
                                 (5, "licence_no", "cells_merged"), (6, "licence_no", "cells_merged"),
                                 (9, "licence_expires_on", "bad_date")]
    assert figures(answer) == {"rows": 9, "registered": 3, "changed": 0, "unchanged": 0, "refused": 6, "stored": True}
    assert data.sql("SELECT code, name, licence_expires_on, order_fee, minimum_order_amount FROM supplier ORDER BY code") \
        == [["0008", "padded", "NULL", "NULL", "NULL"], ["7", "number", "NULL", "NULL", "NULL"],
            ["W1", "好", "2027-12-31", "12.50", "8.72"]]


def rebuilt(book, target, changes):
    """A copy of a workbook with some parts changed or added."""
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        parts.update({name: change(parts.get(name)) for name, change in changes.items()})
        for name, content in parts.items():
            new.writestr(name, content)


def test_files_that_are_no_tables(data, tmp_path):
    good = write_workbook(tmp_path / "good.xlsx", ITEM_COLUMNS, [item(1)])
    whole = good.read_bytes()
    ole = bytes.fromhex("d0cf11e0a1b11ae1")
    files = {"workbook_damaged": whole[:len(whole) // 2], "workbook_of_old_format": ole + b"x" * 3000,
             "workbook_encrypted": ole + b"x" * 600 + "EncryptedPackage".encode("utf-16-le")}
    for reason, content in files.items():
        (tmp_path / reason).write_bytes(content)
    with zipfile.ZipFile(tmp_path / "not_a_table_file", "w") as archive:
        archive.writestr("readme.txt", "hello")
    rebuilt(good, tmp_path / "workbook_has_macros", {"xl/vbaProject.bin": lambda _: b"x"})
    rebuilt(good, tmp_path / "workbook_too_large",
            {"xl/worksheets/sheet1.xml": lambda sheet: sheet.replace(b'<row r="2"', b'<row r="1048577"')
             .replace(b'2" t=', b'1048577" t=')})
    for reason in (*files, "not_a_table_file", "workbook_has_macros", "workbook_too_large"):
        file = tmp_path / reason
        for mode in ("all_or_nothing", "accepted_rows"):
            done = imported(data, "items", file, "--mode", mode)
            assert done.code == REFUSED
            assert faults_of(answer_of(done)) == [(0, "", reason)]


def test_a_refused_import_is_audited(data, tmp_path):
    file = write_csv(tmp_path / "items.csv", ITEM_COLUMNS, [item(1, code="")])
    assert data.run("import", "items", file).code == REFUSED
    last = data.sql("SELECT operation, outcome FROM audit_entry ORDER BY sequence DESC LIMIT 1")[0]
    assert last[0] == "import_items" and last[1].startswith("refused: import_refused")


def test_a_refused_first_file_leaves_no_county_behind(program, tmp_path):
    data = DataFolder(tmp_path / "data").hold()
    file = write_csv(tmp_path / "items.csv", ITEM_COLUMNS, [item(1, code="")])
    assert data.run("import", "items", file).code == REFUSED
    assert data.sql("SELECT COUNT(*) FROM county") == [["0"]]
    data.remove()
