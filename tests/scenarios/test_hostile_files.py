"""Files that somebody made to hurt: answered by place and name, in bounded memory, without a crash."""

import json
import os
import subprocess

import pytest

from recompute_cycle import recompute
from small_county import SmallCounty
from wutong_program import DONE, REFUSED, assert_result, environment, is_sanitized

# The address sanitizer keeps freed memory for a while and adds red zones; measured, then doubled.
MOST_MEMORY_MIB = 1200 if is_sanitized() else 300
BAD_ROWS = 200_000 if is_sanitized() else 1_000_000
HEADER = "facility_code,item_code,quantity,kind,requested_on\n"


@pytest.fixture
def refused(many_counties, qingshan, county_code, tmp_path):
    """Runs the cycle of the spoilt folder, which must be refused; returns its faults."""
    def run_refused():
        done = many_counties.cycle(qingshan["2026-11"], tmp_path / "out", "--json")
        assert done.code == REFUSED, done
        assert set(many_counties.rows_of(county_code).values()) == {"0"}
        assert not (tmp_path / "out").exists()
        assert_safe_to_print(done.err)
        return [(fault["file"], fault["row"], fault["column"], fault["code"]) for fault in json.loads(done.out)]
    return run_refused


def assert_safe_to_print(text):
    """What a hostile file holds must not reach the terminal as control codes, nor flood it."""
    assert all(character == "\n" or character.isprintable() or character == "\u3000" for character in text)
    assert max(map(len, text.splitlines())) < 2000


@pytest.fixture
def county(qingshan):
    return qingshan["2026-11"]


def append(path, line):
    with open(path, "ab") as file:
        file.write(line if isinstance(line, bytes) else line.encode())


def test_text_in_gbk(refused, county):
    path = county / "facilities.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))
    faults = refused()
    assert [fault for fault in faults if fault[0] == "facilities.csv"] == [
        ("facilities.csv", row, "name", "not_utf8") for row in range(1, 7)]
    assert all(fault[0] == "facilities.csv" for fault in faults)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_text_in_another_unicode(refused, county, encoding):
    for path in county.iterdir():
        path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert {fault[0] for fault in refused()} == {path.name for path in county.iterdir()}


def test_overlong_and_surrogate_utf8(refused, county):
    append(county / "suppliers.csv", b"S04,\xc0\xaf,,\nS05,\xed\xa0\x80,,\nS06,\xf4\x90\x80\x80,,\n")
    assert refused() == [("suppliers.csv", row, "name", "not_utf8") for row in (4, 5, 6)]


def test_zero_bytes(refused, county):
    append(county / "suppliers.csv", b"S04,a\0b,,\nS\0005,b,,\n")
    append(county / "requests.csv", b"H01,SALT,1\0000,regular,2026-11-01\n")
    append(county / "cycle.json", b"\0")
    assert refused() == [("cycle.json", 0, "", "nul_byte"), ("suppliers.csv", 4, "name", "nul_byte"),
                         ("suppliers.csv", 5, "code", "nul_byte"), ("requests.csv", 16, "quantity", "nul_byte")]


def test_control_characters_and_invisible_codes_stay_off_the_terminal(refused, county):
    append(county / "requests.csv", "\x1b[2J\x1b]0;owned\x07,AMOX,1,regular,2026-11-01\nH01\u200b,AMOX,1,regular,"
           "2026-11-01\nH01,\u202eXOMA,1,regular,2026-11-01\n")
    assert refused() == [("requests.csv", 16, "facility_code", "bad_code"),
                         ("requests.csv", 17, "facility_code", "bad_code"),
                         ("requests.csv", 18, "item_code", "bad_code")]


def test_a_cell_of_ten_megabytes(refused, county):
    huge = "x" * 10_000_000
    append(county / "suppliers.csv", f'S04,"{huge}",,\n{huge},b,,\n')
    append(county / "requests.csv", f"H01,SALT,{huge},regular,2026-11-01\nH01,SALT,x,regular,2026-11-02\n")
    assert refused() == [
        ("suppliers.csv", 4, "name", "text_too_long"), ("suppliers.csv", 5, "code", "text_too_long"),
        ("requests.csv", 16, "quantity", "text_too_long"), ("requests.csv", 17, "quantity", "bad_number"),
        ("requests.csv", 17, "facility_code, item_code, kind", "duplicate_key")]


def test_a_quotation_mark_that_is_never_closed(refused, county):
    append(county / "requests.csv", '"H01,SALT,1,regular,2026-11-01\n' + "H01,SALT,1,regular,2026-11-01\n" * 100_000)
    assert refused() == [("requests.csv", 16, "facility_code", "bad_quoting")]


def test_a_header_of_a_million_columns(refused, county):
    (county / "bid_tiers.csv").write_text("supplier_code," + ",".join(f"c{i}" for i in range(1_000_000)) + "\n")
    faults = refused()
    assert {fault[0] for fault in faults} == {"bid_tiers.csv"}
    assert ("bid_tiers.csv", 0, "item_code", "missing_column") in faults


def test_a_row_of_a_million_cells(refused, county):
    append(county / "requests.csv", "," * 1_000_000 + "\n")
    assert refused() == [("requests.csv", 16, "", "wrong_cell_count")]


@pytest.mark.parametrize("text", [
    "[" * 400_000 + "]" * 400_000,
    '{"period": ' + "[" * 400_000 + "]" * 400_000 + "}",
    '{"a":' * 100_000 + "1" + "}" * 100_000,
    '{"x": ' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}",
    "[" * 1_000_000,
], ids=["array", "array as a period", "object", "object as an unknown field", "never closed"])
def test_deeply_nested_json(refused, county, text):
    """Reading, showing and destroying it must not follow every level on the stack."""
    (county / "cycle.json").write_text(text)
    assert {fault[0] for fault in refused()} == {"cycle.json"}


@pytest.mark.parametrize("text, column, code", [
    ('{"period": "2026-11", "period": "2026-12"', "period", "duplicate_column"),
    ('{"period": "2026-13"', "period", "bad_date"),
    ('{"period": 202611', "period", "bad_date"),
    ('{"period": "2026-11\'; DROP TABLE county; --"', "period", "bad_date"),
    ('{"period": "2026-11", "county": "\\u0000"', "county", "bad_code"),
    ('{"period": "2026-11", "county": ""', "county", "bad_code"),
    ('{"period": "2026-11", "county": null', "county", "bad_code"),
    ('{"period": "2026-11", "County": "130001"', "County", "unknown_column"),
])
def test_fields_of_the_cycle_that_mean_nothing(refused, county, text, column, code):
    (county / "cycle.json").write_text(
        text + ', "today": "2026-11-22", "minimum_shelf_life_days": 30, "award_rule": "lowest_price"}')
    assert refused() == [("cycle.json", 0, column, code)]


def test_a_pipe_that_nobody_writes_to(refused, county):
    """Opening it would wait for ever."""
    (county / "bid_tiers.csv").unlink(missing_ok=True)
    os.mkfifo(county / "bid_tiers.csv")
    assert refused() == [("bid_tiers.csv", 0, "", "missing_file")]


def test_a_device_without_end(refused, county):
    (county / "bid_tiers.csv").symlink_to("/dev/zero")
    assert refused() == [("bid_tiers.csv", 0, "", "missing_file")]


def test_a_link_that_leads_to_itself(refused, county):
    (county / "bids.csv").unlink()
    (county / "bids.csv").symlink_to("bids.csv")
    assert [fault[0] for fault in refused()] == ["bids.csv"]


HOSTILE_NAME = "\"'; DROP TABLE county; -- {} %n ${x} `id` \\\"\n=cmd()|'/c calc'!A1,💊"
HOSTILE_LOT = "x'; DELETE FROM lot; -- \\\" {0} %s =1+1"


def put_in_cells(path, word, instead):
    quoted = '"' + instead.replace('"', '""') + '"'
    text = path.read_text(encoding="utf-8")
    assert word in text
    path.write_text(text.replace(word, quoted), encoding="utf-8", newline="")


def test_names_that_are_commands_are_only_names(many_counties, county, tmp_path):
    """SQL, spreadsheets, shells, formats: a name is text from the file to the result."""
    put_in_cells(county / "suppliers.csv", "华康医药", HOSTILE_NAME)
    put_in_cells(county / "deliveries.csv", "X1", HOSTILE_LOT)
    done = many_counties.cycle(county, tmp_path / "out")
    assert done.code == DONE, done
    assert_result(tmp_path / "out", recompute(county))


LATEST = "9990-12-31"


def test_a_shelf_life_beyond_the_calendar_is_judged_before_anything_is_written(many_counties, county_code, tmp_path):
    """Nothing is usable on that day, or the folder is at fault; a cycle must not get stuck half-way."""
    county = SmallCounty(tmp_path / "county", today=LATEST, minimum_shelf_life_days=36500, period=LATEST[:7])
    county.cycle["county"] = county_code
    county.facilities("F")
    county.supplier("S")
    county.item("I")
    county.bids("S", "I", "1")
    county.requests("F", "I", 3)
    county.has("C", "I", "L", "9999-12-31", 2, "1")
    county.write()
    done = many_counties.cycle(county.folder, tmp_path / "out")
    assert done.code in (DONE, REFUSED), done


def test_the_longest_texts_that_are_allowed_are_kept(many_counties, tmp_path):
    """500 characters of four bytes in every text, 64 in every code: also in the database."""
    code, text, lot = "\U0001f48a" * 63, "\U0001f48a" * 500, "\U0001f489" * 64
    county = SmallCounty(tmp_path / "county")
    county.cycle["county"] = "\U0001f48b" * 64
    county.facilities(code + "F")
    county.supplier(code + "S")
    county.item(code + "I", pack_size=7)
    for table, names in (("facilities", ["name"]), ("suppliers", ["name", "licence_no"]),
                         ("items", ["generic_name", "trade_name", "form", "strength", "base_unit", "manufacturer",
                                    "kind", "storage"])):
        for row in county.tables[table]:
            row.update(dict.fromkeys(names, text))
    county.bids(code + "S", code + "I", "1.2345")
    county.requests(code + "F", code + "I", 20)
    county.has("C", code + "I", lot, "2030-01-01", 5, "1.234567")
    county.delivers(code + "S", code + "I", lot, "2029-01-01", 30)
    county.write()
    done = many_counties.cycle(county.folder, tmp_path / "out")
    assert done.code == DONE, done
    assert_result(tmp_path / "out", recompute(county.folder))


def run_measured(command, stderr):
    """Runs to the end with stderr in a file; returns how it ended and its highest memory in MiB."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr,
                               env=environment())
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_maxrss // 1024


def test_a_million_bad_rows_need_no_memory(many_counties, county, county_code, tmp_path):
    with open(county / "requests.csv", "w", encoding="utf-8") as file:
        file.write(HEADER)
        for number in range(BAD_ROWS):
            file.write(f"X{number},AMOX,1,regular,2026-11-01\n")
    with open(tmp_path / "stderr", "wb") as errors:
        code, memory = run_measured(
            many_counties.command("cycle", "--county", county, "--out", tmp_path / "out"), errors)
    with open(tmp_path / "stderr", encoding="utf-8") as errors:
        count = sum("unknown_code" in line for line in errors)
    (tmp_path / "stderr").unlink()
    assert code == REFUSED
    assert count == BAD_ROWS
    assert memory < MOST_MEMORY_MIB
    assert set(many_counties.rows_of(county_code).values()) == {"0"}
