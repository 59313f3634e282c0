"""A database server of somebody else's: on 127.0.0.1, with a password, and with settings of its own."""

import os
import shutil
import socket
import subprocess
import urllib.parse
from pathlib import Path

from wutong_program import run, wait_until

USER, PASSWORD = "clerk", "plain-but-secret"
ODD_USER, ODD_PASSWORD = "采购 clerk", "p@ss:w/o?rd#%41 &+'\"秘密"  # in an address written as %XX
DATABASE = "county_drugs"
# Legal settings that a program must not depend on: the defaults of other times and places.
SETTINGS = ["--character-set-server=latin1", "--collation-server=latin1_swedish_ci", "--default-time-zone=+08:00",
            "--sql-mode=NO_BACKSLASH_ESCAPES,ANSI_QUOTES,PAD_CHAR_TO_FULL_LENGTH,PIPES_AS_CONCAT,NO_UNSIGNED_SUBTRACTION",
            "--transaction-isolation=SERIALIZABLE", "--max-allowed-packet=1M", "--group-concat-max-len=4", "--autocommit=0"]


def program(name):
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class OutsideServer:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.port = free_port()
        self.as_root = ["--user=root"] if os.geteuid() == 0 else []
        (self.folder / "tmp").mkdir()  # two servers that are installed at once meet in /tmp otherwise
        installed = run([program("mariadb-install-db"), "--no-defaults", f"--datadir={self.folder / 'data'}",
                         f"--tmpdir={self.folder / 'tmp'}",
                         "--auth-root-authentication-method=normal", "--skip-test-db", *self.as_root], cwd=self.folder)
        assert installed.code == 0, installed
        self.start()
        self.sql(f"CREATE DATABASE {DATABASE}; CREATE DATABASE other")
        for user, password in ((USER, PASSWORD), (ODD_USER, ODD_PASSWORD)):
            name = f"'{user}'@'127.0.0.1'"
            self.sql(f"CREATE USER {name} IDENTIFIED BY '{self.quoted(password)}';"
                     f" GRANT ALL ON {DATABASE}.* TO {name}")

    def start(self, *options):
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [program("mariadbd"), "--no-defaults", *self.as_root, f"--datadir={self.folder / 'data'}",
                 "--socket=socket", "--pid-file=pid", "--bind-address=127.0.0.1", f"--port={self.port}",
                 "--innodb-flush-log-at-trx-commit=0", *SETTINGS, *options],
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_until(self.answers, "the outside server")

    def stop(self):
        self.process.terminate()
        self.process.wait()

    @staticmethod
    def quoted(text):
        return text.replace("'", "''")

    def client(self, statement):
        return run([program("mariadb"), "--no-defaults", "--default-character-set=utf8mb4",
                    f"--socket={self.folder / 'data' / 'socket'}", "--user=root", "--batch", "--skip-column-names",
                    "--execute", statement])

    def answers(self):
        assert self.process.poll() is None, (self.folder / "log").read_text(errors="replace")[-2000:]
        return self.client("SELECT 1").code == 0

    def sql(self, statement):
        done = self.client(statement)
        assert done.code == 0, done
        return [line.split("\t") for line in done.out.splitlines()]

    def address(self, user=USER, password=PASSWORD, database=DATABASE, options=""):
        quote = urllib.parse.quote
        return (f"mysql://{quote(user, safe='')}:{quote(password, safe='')}@127.0.0.1:{self.port}/{database}{options}")

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def make_authority(folder, name):
    """An authority's certificate NAME.pem, and by it the server's: NAME-server.pem and its .key."""
    def openssl(*arguments):
        done = run(["openssl", *arguments], cwd=folder)
        assert done.code == 0, done
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl("req", "-x509", *key, "-keyout", f"{name}.key", "-out", f"{name}.pem", "-days", "30", "-subj", f"/CN={name}")
    openssl("req", *key, "-keyout", f"{name}-server.key", "-out", f"{name}.csr", "-subj", "/CN=127.0.0.1")
    (folder / f"{name}.names").write_text("subjectAltName=IP:127.0.0.1,DNS:127.0.0.1\n")
    openssl("x509", "-req", "-in", f"{name}.csr", "-CA", f"{name}.pem", "-CAkey", f"{name}.key", "-CAcreateserial",
            "-out", f"{name}-server.pem", "-days", "30", "-extfile", f"{name}.names")
