"""The comparison must see every kind of difference, and nothing else."""

import json

import pytest

from compare_results import COLUMNS, compare, summary_faults
from recompute_cycle import recompute
from result_tables import write_tables
from rfc_4180 import NotRfc4180, parse

FAR = "2030-01-01"


@pytest.fixture
def tables(county):
    """A cycle with at least one row in every file."""
    county.facilities("F1", "F2")
    county.supplier("S1")
    county.supplier("S2")
    county.item("I", pack_size=3)
    county.has("C", "I", "A", "2027-01-01", 2, "1.00")
    county.bids("S1", "I", "2.0049")
    county.bids("S2", "I", "3", capacity="1", minimum="2")
    county.delivers("S1", "I", "B", FAR, 2)
    county.delivers("S1", "I", "B", FAR, 9)
    county.delivers("S2", "I", "B", FAR, 9)
    county.requests("F1", "I", 1)
    county.requests("F2", "I", 4)
    county.item("J")
    county.requests("F2", "J", 4)
    county.write()
    return recompute(county.folder)


@pytest.fixture
def written(tables, tmp_path):
    write_tables(tables, tmp_path / "result")
    return tmp_path / "result"


def change(folder, name, old, new):
    text = (folder / name).read_bytes().decode()
    assert old in text, (name, text)
    (folder / name).write_bytes(text.replace(old, new, 1).encode())


def test_a_correct_result_is_accepted(tables, written):
    assert all(tables[name] for name in COLUMNS)
    assert compare(written, tables) == []


def test_changing_any_figure_is_seen(tables, written):
    """Every cell that holds digits, in every row of every file, but for free text."""
    tried = 0
    for name in COLUMNS:
        for number, row in enumerate(tables[name]):
            for column, cell in enumerate(row):
                free = (name == "refused.csv" and column == 3 and row[2] != "over_delivered")
                if not cell.isascii() or not cell[-1:].isdigit() or free or COLUMNS[name][column] == "entry_no":
                    continue
                wrong = list(tables[name])
                wrong[number] = (*row[:column], cell[:-1] + str((int(cell[-1]) + 1) % 10), *row[column + 1:])
                write_tables({name: wrong}, written)
                assert compare(written, tables) != [], (name, number, column)
                tried += 1
        write_tables({name: tables[name]}, written)
    assert tried > 50
    assert compare(written, tables) == []


@pytest.mark.parametrize("name", COLUMNS)
def test_a_missing_and_a_repeated_row_are_seen(tables, written, name):
    write_tables({name: tables[name][1:]}, written)
    assert compare(written, tables) != []
    write_tables({name: [tables[name][0], *tables[name]]}, written)
    assert compare(written, tables) != []


@pytest.mark.parametrize("name", [name for name in COLUMNS if name != "journal.csv"])
def test_another_order_of_rows_is_seen(tables, written, name):
    if len(tables[name]) < 2:
        return
    write_tables({name: tables[name][::-1]}, written)
    assert any("another order" in difference for difference in compare(written, tables))


@pytest.mark.parametrize("name", COLUMNS)
def test_a_missing_file_and_other_columns_are_seen(tables, written, name):
    change(written, name, COLUMNS[name][0], "surprise")
    assert any("columns are" in difference for difference in compare(written, tables))
    (written / name).unlink()
    assert compare(written, tables) == [f"{name}: missing"]


def test_free_text_is_free(tables, written):
    write_tables({"awards.csv": [(*row[:-1], "最低价, 第一") for row in tables["awards.csv"]]}, written)
    write_tables({"refused.csv": [row if row[2] == "over_delivered" else (*row[:-1], "why")
                                  for row in tables["refused.csv"]]}, written)
    assert compare(written, tables) == []


def test_an_unbalanced_entry_is_seen_even_where_the_sums_agree(tables, written):
    """Moving a line into another entry keeps the sums and breaks two entries."""
    rows = [list(row) for row in tables["journal.csv"]]
    rows[0][0] = rows[-1][0]
    write_tables({"journal.csv": rows}, written)
    assert any("out of balance" in difference for difference in compare(written, tables))


def test_the_grouping_of_journal_lines_is_free(tables, written):
    """An opening entry posted in two halves says the same."""
    rows = list(tables["journal.csv"])
    debit, credit = rows[0], rows[1]
    halves = [(*debit[:3], "0.33", *debit[4:]), (*debit[:3], "0.34", *debit[4:])]
    assert debit[3] == "0.67"
    write_tables({"journal.csv": [halves[0], credit, halves[1], *rows[2:]]}, written)
    assert compare(written, tables) == []


def test_a_summary_must_be_json(written):
    assert summary_faults(written) != []
    (written / "summary.json").write_text(json.dumps({"counts": {}}))
    assert summary_faults(written) == []


# RFC 4180 -------------------------------------------------------------------


@pytest.mark.parametrize("data, rows", [
    (b"a,b\r\n1,2\r\n", [("1", "2")]),
    (b"a,b\n1,2", [("1", "2")]),
    (b'a,b\n"1,""\r\n",\n', [('1,"\r\n', "")]),
    (b"a,b\n", []),
])
def test_well_formed_csv_is_read(data, rows):
    assert parse(data) == (("a", "b"), rows)


@pytest.mark.parametrize("data", [
    b"", b"a,b\n1\n", b'a,b\n1"2,3\n', b'a,b\n"1"2,3\n', b'a,b\n"1,3\n', b"a,b\r1,2\r", b"a,b\r\n1,2\n",
    b"a,b\n\xff,2\n", b"\xef\xbb\xbfa,b\n",
])
def test_malformed_csv_is_refused(data):
    with pytest.raises(NotRfc4180):
        parse(data)
