"""Taking backups and restoring them; also used by tests/fault and tests/upgrade."""

import gzip
import hashlib
import itertools
import json
from pathlib import Path

from outside_server import OutsideServer, program
from wutong_program import DONE, REFUSED, environment, run, run_wutong


class ManyDatabases(OutsideServer):
    """Somebody's server with as many empty databases as are asked for: quicker than data folders."""

    def __init__(self, folder):
        self.numbers = itertools.count(1)
        super().__init__(folder)

    def new_database(self):
        name = f"restored_{next(self.numbers)}"
        self.sql(f"CREATE DATABASE {name}; GRANT ALL ON {name}.* TO 'clerk'@'127.0.0.1'")
        return Database(self, name)


class Database:
    """One database of that server, as `wutong --database` sees it."""

    def __init__(self, server, name):
        self.server, self.name = server, name

    def environment(self):
        # A data folder of its own too: what speaks for the audit chain lies there, and not in the database.
        return environment(WUTONG_DATABASE=self.server.address(database=self.name),
                           XDG_DATA_HOME=str(self.server.folder / "beside" / self.name))

    def run(self, *arguments, **options):
        return run_wutong(*arguments, env=self.environment(), **options)

    def sql(self, statement):
        return self.server.sql(f"SET autocommit = 1; USE {self.name}; {statement}")

    def load(self, dump):
        """Loads an SQL dump (a plain file), as another program wrote it."""
        command = [program("mariadb"), "--no-defaults", "--default-character-set=utf8mb4",
                   f"--socket={self.server.folder / 'data' / 'socket'}", "--user=root", self.name]
        done = run([*command, "--execute", f"source {dump}"])
        assert done.code == 0, done

    def signs_with(self, key):
        """Puts a signing key where the program looks for it."""
        folder = self.server.folder / "beside" / self.name / "wutong"
        folder.mkdir(parents=True)
        (folder / "audit.key").write_bytes(key.read_bytes())
        (folder / "audit.key").chmod(0o600)

    def tables(self):
        return {name for [name] in self.sql("SHOW TABLES")}

    def assert_clean(self):
        for arguments in (("check",), ("audit", "verify")):
            done = self.run(*arguments)
            assert done.code == DONE, done


def manifest(backup):
    return json.loads((Path(backup) / "manifest.json").read_text(encoding="utf-8"))


def files_of(backup):
    return sorted(path for path in Path(backup).rglob("*") if path.is_file())


def sign_again(backup):
    """New checksums, as somebody would write them who changes a backup on purpose."""
    names = ["manifest.json"] + [table["file"] for table in manifest(backup)["tables"] if table["file"]]
    lines = [f"{hashlib.sha256((Path(backup) / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (Path(backup) / "SHA256SUMS").write_text("".join(lines))


def change_row(backup, table, change):
    """Changes the first row of a table inside a backup, checksums included."""
    path = Path(backup) / "tables" / f"{table}.ndjson.gz"
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()
    lines[0] = json.dumps(change(json.loads(lines[0])), ensure_ascii=False)
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode()))
    sign_again(backup)


def assert_refused(ended, name, *words):
    """By this name, and with these words in both sentences."""
    assert ended.code == REFUSED and ended.err.startswith(f"refused: {name}\n"), ended
    english, chinese = ended.err.splitlines()[1:3]
    for word in words:
        assert str(word) in english and str(word) in chinese, ended
