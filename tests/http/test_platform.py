"""What every request meets, whatever it asks for."""

import concurrent.futures
import contextlib
import errno
import http.client
import json
import socket
import threading

import pytest
from wutong_program import wait_until


def raw(server, text, patience=60):
    """Sends bytes as they are; answers what came back before the server closed or fell silent."""
    with socket.create_connection(server.address, timeout=patience) as connection:
        received = b""
        try:
            connection.sendall(text)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                received += part
        except ConnectionError:
            pass  # the server had enough of it
        except OSError as error:
            assert error.errno == errno.ENOTCONN
        return received


def test_a_server_is_alive_ready_and_measured(server):
    nobody = server.client()
    assert nobody.get("/healthz").json == {"status": "alive"}
    assert nobody.get("/readyz").json == {"status": "ready"}
    metrics = nobody.get("/metrics")
    assert metrics.status == 200
    assert 'wutong_http_requests_total{operation="show_health",status="200"} 1' in metrics.text


def test_problems_speak_the_language_that_is_asked_for(server):
    english, chinese = server.client("en"), server.client("zh-CN,en;q=0.5")
    assert english.get("/nothing.txt").code == chinese.get("/nothing.txt").code == "not_found"
    assert english.get("/nothing.txt").json["detail"] == "there is nothing at /nothing.txt"
    assert chinese.get("/nothing.txt").json["detail"] == "/nothing.txt 处没有内容"


def test_a_problem_says_all_that_its_standard_asks(server):
    answer = server.client().get("/api/v1/cycles")
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json
    assert (answer.status, problem["status"], problem["code"]) == (401, 401, "not_signed_in")
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert {"type", "title", "detail"} <= problem.keys()


def test_answers_forbid_what_a_page_does_not_need(server):
    headers = server.client().get("/healthz").headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_a_known_path_names_the_methods_it_does_not_take(server):
    assert server.client().ask("DELETE", "/api/v1/cycles").code == "method_not_allowed"
    assert server.client().ask("POST", "/api/v1/nothing", {}).code == "not_found"


def test_the_contents_page_is_openapi(server):
    document = server.client().get("/api/v1/openapi.json").json
    assert document["openapi"] == "3.1.0"
    assert "/api/v1/cycles" in document["paths"]
    assert "not_signed_in" in document["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]


@pytest.mark.parametrize("text", [
    b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200,
    b"GET /healthz HTTP/1.1\r\n" + b"X: " + b"a" * 20000 + b"\r\n\r\n",
    b"GET /healthz HTTP/1.1\r\n" + b"X: y\r\n" * 500 + b"\r\n",
    b"GET /" + b"a" * 200000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
    b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET /%zz%00%ff HTTP/1.1\r\nHost: x\r\n\r\n", b"GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
], ids=lambda text: repr(text[:30]))
def test_malformed_requests_harm_nobody(server, text):
    received = raw(server, text)
    assert b" 500 " not in received.split(b"\r\n")[0]
    assert server.client().get("/healthz").status == 200


def test_a_body_that_is_too_long_is_refused_without_reading_it(server):
    connection = http.client.HTTPConnection(*server.address, timeout=60)
    connection.putrequest("POST", "/api/v1/session")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(10**12))
    connection.endheaders()
    answer = connection.getresponse()
    assert (answer.status, json.loads(answer.read())["code"]) == (413, "body_too_large")
    connection.close()


def test_slow_connections_do_not_keep_others_waiting(server):
    """Five hundred callers who never end their header: the others are served, and the slow ones ended."""
    slow = [socket.create_connection(server.address, timeout=120) for _ in range(500)]
    try:
        for connection in slow:
            connection.sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        for _ in range(20):
            assert server.client().get("/readyz").status == 200
        stop = threading.Event()

        def drip():
            while not stop.wait(0.5):
                for connection in slow:
                    try:
                        connection.sendall(b"a")
                    except OSError:
                        pass

        dripping = threading.Thread(target=drip)
        dripping.start()
        try:  # a byte now and then does not buy more time
            for connection in slow[:20]:
                connection.settimeout(120)
                while connection.recv(4096):
                    pass
        except ConnectionError:
            pass
        finally:
            stop.set()
            dripping.join()
    finally:
        for connection in slow:
            connection.close()
    assert server.client().get("/healthz").status == 200


class Crowd:
    """Five hundred callers who never end their header, a byte now and then; whoever is sent away comes again."""

    def __init__(self, address):
        self.address = address
        self.connections = [self.slow() for _ in range(500)]
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.drip)
        self.came_again = 0

    def slow(self):
        connection = socket.create_connection(self.address, timeout=120)
        connection.sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        return connection

    def drip(self):
        while not self.stop.wait(0.2):
            for position, connection in enumerate(self.connections):
                try:
                    connection.sendall(b"a")
                except OSError:
                    connection.close()
                    with contextlib.suppress(OSError):
                        self.connections[position] = self.slow()
                        self.came_again += 1

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()
        for connection in self.connections:
            connection.close()


def oversized(server):
    """Says that its body is longer than any may be, and begins to send it."""
    return raw(server, b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                       b"Content-Length: 9000000\r\n\r\n" + b"[" * 100000)


def test_a_crowd_of_bad_callers_keeps_nobody_waiting(server):
    """While they are there, and others send too much or nonsense, two hundred requests are all answered."""
    wrong = []

    def ask(number):
        answer = server.client().get("/readyz" if number % 2 else "/api/v1/cycles")
        if answer.status != (200 if number % 2 else 401):
            wrong.append((number, answer))

    def disturb(number):
        received = (oversized(server) if number % 2 else
                    raw(server, b"GET / HTTP/9.9\r\n" + b"X: " + b"a" * 20000 + b"\r\n\r\n")).split(b"\r\n")[0]
        if received and b" 4" not in received and b" 505 " not in received:
            wrong.append((number, received))

    with Crowd(server.address) as crowd, concurrent.futures.ThreadPoolExecutor(8) as callers:
        done = [callers.submit(each, number) for number in range(200) for each in
                ((ask, disturb) if number % 5 == 0 else (ask,))]
        for one in done:
            one.result()
        assert sum(connection.fileno() >= 0 for connection in crowd.connections) == 500
    assert not wrong, wrong[:3]
    assert server.client().get("/healthz").status == 200


def test_the_log_names_no_person_and_no_secret(server):
    server.client().post("/api/v1/session", {"user_name": "zhang.san", "password": "correct horse 电池"})
    server.client().get("/healthz?secret=in-the-query", Authorization="Bearer wta_123")

    def logged():
        return "show_health" in server.log.read_text()
    wait_until(logged, "the log's lines")
    lines = [json.loads(line) for line in server.log.read_text().splitlines() if line.startswith("{")]
    assert all("time" in line and "level" in line for line in lines)
    for secret in ("zhang.san", "correct horse", "in-the-query", "wta_123", "127.0.0.1"):
        assert secret not in server.log.read_text()
