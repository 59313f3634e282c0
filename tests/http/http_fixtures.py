"""A real server on a real database of its own, for the tests of a module."""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest
from http_client import Client
from wutong_program import WUTONG, environment, run_wutong, wait_until

SAMPLE_COUNTY = Path(__file__).parents[2] / "sql/seed/sample_county"


class Server:
    """`wutong serve`, started on a free port of this machine, ended by its process id."""

    def __init__(self, data, log):
        self.data = data
        self.log = log
        self.out = log.with_suffix(".out")
        with open(self.out, "wb") as out, open(log, "wb") as err:
            self.process = subprocess.Popen([WUTONG, "--data", data, "serve", "--listen", "127.0.0.1:0"],
                                            stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment())
        self.address = self._address()

    def _address(self):
        def announced():
            assert self.process.poll() is None, self.log.read_text()
            return re.search(r"http://([^:/]+):(\d+)/", self.out.read_text())
        found = wait_until(announced, "the server's address")
        return found.group(1), int(found.group(2))

    def first_password(self):
        """The administrator's, which the first start tells once."""
        found = re.search(r"password 密码: (\S+)", self.out.read_text(), re.MULTILINE)
        return found.group(1) if found else None

    def client(self, language="en"):
        return Client(self.address, language)

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=120)
        text = self.log.read_text(errors="replace")
        assert "Sanitizer" not in text and "runtime error:" not in text, text[-4000:]
        return code


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    assert run_wutong("--data", folder / "data", "cycle", "--county", SAMPLE_COUNTY,
                      "--out", folder / "results").code == 0
    started = Server(folder / "data", folder / "serve.log")
    yield started
    assert started.end() == 0
