"""A folder with faults is refused before anything is written, with every fault named by its place."""

import json

import pytest

from recompute_cycle import recompute
from wutong_program import DONE, REFUSED, assert_result

FAULTS = [  # file, what stands there, what is put there, then the faults: row, column, code
    ("cycle.json", '"minimum_shelf_life_days": 30', '"minimum_shelf_life_days": -1',
     [(0, "minimum_shelf_life_days", "bad_number")]),
    ("facilities.csv", "T01,河口镇卫生院,township,H01", "T01,河口镇卫生院,clinic,H01", [(3, "kind", "unknown_value")]),
    ("facilities.csv", "township,H01\nV01", "township,H09\nV01", [(4, "parent_code", "unknown_code")]),
    ("facilities.csv", "V01,柳树村卫生室,village,T01", "V01,,village,V01",
     [(5, "name", "missing_value"), (5, "parent_code", "parent_cycle")]),
    ("facilities.csv", "drugstore,C01\n", "drugstore,C01\nT02,again,village,C01\nC02,第二中心,centre,\n",
     [(7, "code", "duplicate_key"), (8, "kind", "not_exactly_one_centre")]),
    ("suppliers.csv", "2027-06-30", "2027-06-31", [(1, "licence_expires_on", "bad_date")]),
    ("suppliers.csv", "冀AA0100002,", "冀AA0100002,,too,many", [(2, "", "wrong_cell_count")]),
    ("items.csv", "阿莫西林胶囊,,胶囊,0.25g,粒,24,", "阿莫西林胶囊,,胶囊,0.25g,粒,0,", [(1, "pack_size", "bad_number")]),
    ("items.csv", "drug,cold,0.03,", "drug,cold,3%,", [(4, "vat_rate", "bad_number")]),
    ("items.csv", "drug,dry,0.13,9.00", "drug,dry,0.13,9.0000001", [(1, "list_price", "too_many_decimals")]),
    ("bids.csv", "S01,AMOX,8.72,10,", "S01,AMOX,0,10,", [(1, "pack_price", "bad_number")]),
    ("bids.csv", "S02,AMOX,8.9,5,2", "S02,AMOX,1e3,5.5,2",
     [(2, "pack_price", "bad_number"), (2, "capacity_packs", "bad_number")]),
    ("bids.csv", "S02,IBUP,5.43,,", "S09,IBUP,5.43001,,",
     [(4, "supplier_code", "unknown_code"), (4, "pack_price", "too_many_decimals")]),
    ("bids.csv", "S02,GAUZ,14.00,,", "S01,GAUZ,14.00,,", [(9, "supplier_code, item_code", "duplicate_key")]),
    ("requests.csv", "V01,AMOX,30,emergency,2026-11-20", "C01,AMOX,30,emergency,2026-11-20",
     [(1, "facility_code", "centre_makes_no_requests")]),
    ("requests.csv", "H01,AMOX,240,regular", "H01,AMOX,0,urgent",
     [(3, "quantity", "bad_number"), (3, "kind", "unknown_value")]),
    ("requests.csv", "D01,IBUP,60,regular,2026-11-05", "H01,IBUP,60,regular,2026/11/05",
     [(7, "requested_on", "bad_date"), (7, "facility_code, item_code, kind", "duplicate_key")]),
    ("requests.csv", "H01,GAUZ,49", "H01,NONE,99999999999999999999",
     [(15, "item_code", "unknown_code"), (15, "quantity", "number_too_large")]),
    ("stock.csv", "C01,GAUZ,G1,2028-01-01,250,13.33", "C01,GAUZ,G1,2028-01-01,250,",
     [(4, "pack_price", "missing_value")]),
    ("stock.csv", "T01,SALT,NaCl-7,2027-02-28,12,", "C01,AMOX,OLD-2,2026-12-22,-12,1",
     [(5, "quantity", "bad_number"), (5, "facility_code, item_code, lot, expires_on", "duplicate_key")]),
    ("deliveries.csv", "S01,AMOX,A1,2027-05-31,50", "S01,AMOX,,2027-02-29,50",
     [(4, "lot", "missing_value"), (4, "expires_on", "bad_date")]),
]

HEADER_FAULTS = [
    ("cycle.json", '"award_rule"', '"rule"', [(0, "award_rule", "missing_column"), (0, "rule", "unknown_column")]),
    ("facilities.csv", "code,name,kind", "code,name,Kind", [(0, "Kind", "unknown_column"),
                                                            (0, "kind", "missing_column")]),
    ("suppliers.csv", "code,name,licence_no", "code,name,name", [(0, "name", "duplicate_column")]),
    ("items.csv", ",pack_size", ",pack_size ", [(0, "pack_size ", "unknown_column"),
                                                (0, "pack_size", "missing_column")]),
    ("deliveries.csv", "quantity\n", "quantity,price\n", [(0, "price", "unknown_column")]),
]


def spoil(folder, faults):
    """Puts the faults into the folder; returns them as (file, row, column, code)."""
    expected = []
    for file, there, instead, places in faults:
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(there) == 1, (file, there)
        (folder / file).write_text(text.replace(there, instead), encoding="utf-8")
        expected += [(file, *place) for place in places]
    return sorted(expected)


def reported(done):
    return sorted((fault["file"], fault["row"], fault["column"], fault["code"]) for fault in json.loads(done.out))


def place_in_words(file, row, column):
    return file + (f" row {row}" if row else "") + (f" column {column}" if column else "")


def assert_named_for_people(done, expected):
    for file, row, column, code in expected:
        assert f"{place_in_words(file, row, column)}: {code}: " in done.err, (file, row, column, code, done)
    assert f"{len(expected)} fault" in done.err
    assert "未写入" in done.err


def assert_nothing_written(data, county_code, out):
    assert set(data.rows_of(county_code).values()) == {"0"}
    assert not out.exists()


@pytest.mark.parametrize("faults", [FAULTS, HEADER_FAULTS], ids=["rows", "headers"])
def test_every_fault_in_every_file_is_named_and_nothing_is_written(many_counties, qingshan, county_code, tmp_path,
                                                                    faults):
    good = {path.name: path.read_bytes() for path in qingshan["2026-11"].iterdir()}
    expected = spoil(qingshan["2026-11"], faults)
    for options in (["--json"], []):
        done = many_counties.cycle(qingshan["2026-11"], tmp_path / "out", *options)
        assert done.code == REFUSED, done
        assert_named_for_people(done, expected)
        assert reported(done) == expected if options else done.out == ""
    assert_nothing_written(many_counties, county_code, tmp_path / "out")
    for name, content in good.items():
        (qingshan["2026-11"] / name).write_bytes(content)
    done = many_counties.cycle(qingshan["2026-11"], tmp_path / "out")
    assert done.code == DONE, done
    assert_result(tmp_path / "out", recompute(qingshan["2026-11"]))


def test_a_fault_in_a_second_period_changes_nothing_of_the_first(many_counties, qingshan, county_code, tmp_path):
    assert many_counties.cycle(qingshan["2026-11"], tmp_path / "first").code == DONE
    before = many_counties.rows_of(county_code)
    names = many_counties.sql("SELECT COUNT(*), SUM(CRC32(name)) FROM facility")
    expected = spoil(qingshan["2026-12"], [
        ("facilities.csv", "H01,青山县人民医院", "H01,青山县第一医院", []),  # a good change beside the fault
        ("bids.csv", "S03,AMOX,16.99", "S03,IBUP,16.99.0", [(1, "pack_price", "bad_number")])])
    done = many_counties.cycle(qingshan["2026-12"], tmp_path / "second", "--json")
    assert done.code == REFUSED and reported(done) == expected, done
    assert many_counties.rows_of(county_code) == before
    assert many_counties.sql("SELECT COUNT(*), SUM(CRC32(name)) FROM facility") == names


REQUIRED = ["cycle.json", "facilities.csv", "suppliers.csv", "items.csv", "bids.csv", "requests.csv"]


def without_file(path):
    path.unlink()


def empty_file(path):
    path.write_bytes(b"")


def folder_instead(path):
    path.unlink()
    path.mkdir()


def dangling_link(path):
    path.unlink()
    path.symlink_to("nowhere")


@pytest.mark.parametrize("damage, codes", [
    (without_file, {"missing_file"}),
    (folder_instead, {"missing_file"}),
    (dangling_link, {"missing_file"}),
    (empty_file, {"missing_column", "bad_json"}),
], ids=lambda value: getattr(value, "__name__", ""))
def test_files_that_are_none_are_each_named(many_counties, qingshan, county_code, tmp_path, damage, codes):
    for name in REQUIRED:
        damage(qingshan["2026-11"] / name)
    done = many_counties.cycle(qingshan["2026-11"], tmp_path / "out", "--json")
    assert done.code == REFUSED, done
    assert {fault[0] for fault in reported(done)} == set(REQUIRED)
    assert {fault[3] for fault in reported(done)} <= codes
    assert_nothing_written(many_counties, county_code, tmp_path / "out")


@pytest.mark.parametrize("damage", [folder_instead, dangling_link, empty_file])
def test_an_optional_file_that_is_there_must_be_good(many_counties, qingshan, county_code, tmp_path, damage):
    optional = ["stock.csv", "deliveries.csv"]
    for name in optional:
        damage(qingshan["2026-11"] / name)
    done = many_counties.cycle(qingshan["2026-11"], tmp_path / "out", "--json")
    assert done.code == REFUSED and {fault[0] for fault in reported(done)} == set(optional), done
    assert_nothing_written(many_counties, county_code, tmp_path / "out")


def test_a_county_folder_that_is_none_is_named(many_counties, tmp_path):
    (tmp_path / "file").write_text("no folder")
    for path in (tmp_path / "nowhere", tmp_path / "file"):
        done = many_counties.cycle(path, tmp_path / "out")
        assert done.code == REFUSED, done
        assert str(path) in done.err and "missing_file" in done.err, done
    assert not (tmp_path / "out").exists()
