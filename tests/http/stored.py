"""What stands in a server's database, for tests that nothing changed."""

from wutong_program import run

# An audit entry may be written about a refusal; that somebody was seen is noted once a minute.
MAY_CHANGE = {"audit_entry", "audit_head", "user_session"}


def rows(server, statement):
    done = run(["mariadb", "--no-defaults", "--socket=socket", "--user=root", "--batch", "--skip-column-names",
                "wutong", "--execute", statement], cwd=server.data / "database")
    assert done.code == 0, done
    return [line.split("\t") for line in done.out.splitlines()]


def fingerprints(server):
    """{table: (number of rows, checksum of all values)} of every table; of those that may change, the number."""
    tables = [name for name, in rows(server, "SELECT table_name FROM information_schema.tables"
                                             " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'")]
    assert len(tables) > 40, tables
    counts = dict(rows(server, " UNION ALL ".join(f"SELECT '{name}', COUNT(*) FROM `{name}`" for name in tables)))
    sums = {name.split(".")[1]: value for name, value in
            rows(server, "CHECKSUM TABLE " + ", ".join(f"`{name}`" for name in tables) + " EXTENDED")}
    found = {name: (counts[name], None if name in MAY_CHANGE else sums[name]) for name in tables}
    for name in ("audit_entry", "audit_head"):
        del found[name]
    return found


def audited(server):
    """Every entry of the audit chain, the oldest first: (operation, outcome)."""
    return [tuple(row) for row in rows(server, "SELECT operation, outcome FROM audit_entry ORDER BY sequence")]
