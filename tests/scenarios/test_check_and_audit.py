"""`wutong check` and `wutong audit verify` see what was changed behind the program's back."""

import json

import pytest

from wutong_fixtures import QINGSHAN
from wutong_program import DONE, FAULT, county_copy


@pytest.fixture(scope="module")
def county_code(county_codes):
    """One county for all tests here: each puts back what it changed."""
    return next(county_codes)


@pytest.fixture(scope="module")
def settled(many_counties, county_code, tmp_path_factory):
    home = tmp_path_factory.mktemp("settled")
    county = county_copy(QINGSHAN / "2026-11", home / "county", county=county_code)
    done = many_counties.cycle(county, home / "out")
    assert done.code == DONE, done
    return many_counties


@pytest.fixture(autouse=True)
def put_back(settled):
    yield
    settled.assert_clean()


def county_condition(code):
    return f"county_id = (SELECT county_id FROM county WHERE code = '{code}')"


class Tampering:
    """Changes a row for the time of a `with` block, and puts it back as it was."""

    def __init__(self, data, table, assignment, where):
        self.data, self.table, self.assignment, self.where = data, table, assignment, where

    def __enter__(self):
        self.data.sql("DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT * FROM "
                      f"{self.table} WHERE {self.where}")
        assert self.data.sql("SELECT COUNT(*) FROM kept") != [["0"]]
        change = f"UPDATE {self.table} SET {self.assignment}" if self.assignment else f"DELETE FROM {self.table}"
        self.data.sql(f"{change} WHERE {self.where}")

    def __exit__(self, *_):
        self.data.sql(f"REPLACE INTO {self.table} SELECT * FROM kept; DROP TABLE kept")


def verdict(data, county_code):
    """What audit verify says of a county: its exit code, its JSON, and its line for people."""
    done = data.run("--json", "audit", "verify")
    of_county = next(each for each in json.loads(done.out) if each["county"] == county_code)
    people = data.run("audit", "verify")
    line = next(line for line in people.out.splitlines() if f"county {county_code}:" in line)
    assert people.code == done.code
    return done.code, of_county, line


def entries(data, county_code):
    [[count]] = data.sql(f"SELECT COUNT(*) FROM audit_entry WHERE {county_condition(county_code)}")
    return int(count)


ONE_BYTE = {
    "the actor": "actor = CONCAT(LEFT(actor, CHAR_LENGTH(actor) - 1), '~')",
    "the outcome": "outcome = 'dona'",
    "the operation": "operation = CONCAT(operation, ' ')",
    "the time": "recorded_at = recorded_at + INTERVAL 1 MICROSECOND",
    "the hash": "hash = CONCAT(IF(LEFT(hash, 1) = '0', '1', '0'), SUBSTRING(hash, 2))",
    "the hash before": "previous_hash = CONCAT(IF(LEFT(previous_hash, 1) = '0', '1', '0'), SUBSTRING(previous_hash, 2))",
    "the hash of the content": "content_hash = CONCAT(IF(LEFT(content_hash, 1) = '0', '1', '0'), SUBSTRING(content_hash, 2))",
    "the key": "idempotency_key = REPLACE(idempotency_key, '2026-11', '2026-12')",
}


def test_one_byte_of_the_audit_chain_breaks_it_at_its_row(settled, county_code):
    for number, (what, assignment) in enumerate(ONE_BYTE.items(), start=2):
        with Tampering(settled, "audit_entry", assignment, f"{county_condition(county_code)} AND sequence = {number}"):
            code, found, line = verdict(settled, county_code)
            assert code == FAULT, what
            assert not found["holds"] and found["first_broken_link"] == number, what
            assert f"row {number}" in line, what


@pytest.mark.parametrize("row", ["first", "middle", "last"])
def test_a_row_taken_out_of_the_audit_chain_is_missed(settled, county_code, row):
    last = entries(settled, county_code)
    number = {"first": 1, "middle": last // 2, "last": last}[row]
    with Tampering(settled, "audit_entry", None, f"{county_condition(county_code)} AND sequence = {number}"):
        code, found, _ = verdict(settled, county_code)
        assert code == FAULT and found["first_broken_link"] == number


def test_a_chain_that_is_gone_altogether_is_missed(settled, county_code):
    with Tampering(settled, "audit_entry", None, county_condition(county_code)):
        code, found, _ = verdict(settled, county_code)
        assert code == FAULT and found["first_broken_link"] == 1


def test_a_chain_that_is_gone_with_its_end_is_missed(settled, county_code):
    """Whoever deletes the chain will delete the record of its end as well."""
    of_county = county_condition(county_code)
    with Tampering(settled, "audit_entry", None, county_condition(county_code)):
        [[sequence, digest]] = settled.sql(f"SELECT sequence, hash FROM audit_head WHERE {of_county}")
        settled.sql(f"DELETE FROM audit_head WHERE {of_county}")
        audit, check = settled.run("audit", "verify"), settled.run("check")
        settled.sql(f"INSERT INTO audit_head SELECT county_id, {sequence}, '{digest}' FROM county"
                    f" WHERE code = '{county_code}'")
    assert FAULT in (audit.code, check.code), (audit, check)


FORGERIES = {
    "stock that came from nowhere": ("stock_balance", "quantity = quantity + 1"),
    "a movement made larger": ("stock_movement", "quantity = quantity + 1"),
    "one 分 more in a posting": ("posting", "debit = debit + 0.01"),
    "a balance that is off": ("account_balance", "balance = balance + 0.01"),
    "an order for one pack more": ("purchase_order_line", "packs = packs + 1"),
    "a supplier who is owed more": ("supplier_statement", "received_amount = received_amount + 0.01"),
    "a member who owes less": ("member_statement", "shipped_amount = shipped_amount - 0.01"),
    "an award for more": ("award", "packs = packs + 1"),
    "a shipment that grew": ("shipment_line", "quantity = quantity + 1"),
    "a receipt that grew": ("receipt_line", "quantity = quantity + 1"),
}


@pytest.mark.parametrize("table, assignment", FORGERIES.values(), ids=FORGERIES.keys())
def test_forged_figures_break_an_invariant(settled, county_code, table, assignment):
    first = f"{county_condition(county_code)} ORDER BY 1, 2, 3 LIMIT 1"
    [key_columns] = [settled.sql("SELECT column_name FROM information_schema.key_column_usage WHERE"
                                 f" table_schema = 'wutong' AND table_name = '{table}'"
                                 " AND constraint_name = 'PRIMARY' ORDER BY ordinal_position")]
    names = ", ".join(name for [name] in key_columns)
    [key] = settled.sql(f"SELECT {names} FROM {table} WHERE {first}")
    where = " AND ".join(f"{name} = '{value}'" for [name], value in zip(key_columns, key, strict=True))
    with Tampering(settled, table, assignment, where):
        done = settled.run("--json", "check")
        broken = [each for each in json.loads(done.out) if not each["holds"]]
        assert done.code == FAULT and broken, done
        assert {each["county"] for each in broken} == {county_code}
        people = settled.run("check")
        assert people.code == FAULT and f"BROKEN  {county_code}" in people.out, people
    settled.assert_clean()
