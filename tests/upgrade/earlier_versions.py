"""Databases as the programs of earlier schema versions left them."""

import gzip
import re
from pathlib import Path
from typing import NamedTuple

DUMPS = Path(__file__).parent / "dumps"
MIGRATIONS = sorted((Path(__file__).parents[2] / "sql" / "migrations").glob("*.sql"))
NEWEST = int(MIGRATIONS[-1].name[:4])
TABLES = {int(path.name[:4]): re.findall(r"CREATE TABLE IF NOT EXISTS (\w+)", path.read_text(encoding="utf-8"))
          for path in MIGRATIONS}
DOCUMENTS = 4  # the first version whose program could run a cycle


class Version(NamedTuple):
    """What a database has been through: a dump, and the migrations that it has not seen."""

    name: str
    dump: str  # the program's whose data it is
    without: tuple = ()  # migrations taken back: their tables are dropped

    def __str__(self):
        return self.name

    @property
    def has_a_settled_period(self):
        return not set(self.without) & set(range(1, DOCUMENTS + 1))


VERSIONS = [
    Version("1", "v0004", without=(2, 3, 4)),
    Version("2", "v0004", without=(3, 4)),
    Version("3", "v0004", without=(4,)),
    Version("4", "v0004"),
    Version("5", "v0005"),
    Version("6", "v0008", without=(7, 8)),
    Version("7", "v0008", without=(8,)),
    Version("8", "v0008"),
    # Between two merges the program knew 8 and not yet 6 and 7.
    Version("8 without 6 and 7", "v0008", without=(6, 7)),
    *(Version(path.name.split(".")[0].lstrip("v0"), path.name.split(".")[0])
      for path in sorted(DUMPS.glob("v*.sql.gz")) if int(path.name[1:5]) > 8),
]


def load(database, version, work):
    """Makes an empty database what a database of that version was."""
    plain = work / f"{version.dump}.sql"
    plain.write_bytes(gzip.decompress((DUMPS / f"{version.dump}.sql.gz").read_bytes()))
    database.load(plain)
    key = DUMPS / f"{version.dump}.audit.key"
    if key.exists():
        database.signs_with(key)
    for number in version.without:
        for table in TABLES[number]:
            database.sql(f"DROP TABLE IF EXISTS {table}")
        database.sql(f"DELETE FROM schema_migration WHERE version = {number}")
    if not version.has_a_settled_period:
        # No program of that version has written these: the cycle came with the documents. What was
        # done is in the audit chain and stays; what was answered is asked anew.
        for table in {"command", *TABLES[3]} & database.tables():
            database.sql(f"DELETE FROM {table}")
