"""Speaks to a running `wutong serve` as a browser or a program would."""

import http.client
import json
import uuid
from typing import Any, NamedTuple

PATIENCE_SECONDS = 120  # for a machine that freezes, never an expectation


class Answer(NamedTuple):
    status: int
    headers: dict
    text: str
    cookies: tuple = ()  # the Set-Cookie headers, whole

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def code(self):
        """The refusal's stable name, when it is one."""
        return self.json["code"] if "problem" in self.headers.get("content-type", "") else None


class Client:
    """One user of the interface, or nobody; keeps its cookie and its CSRF token."""

    def __init__(self, address, language="en"):
        self.address = address  # (host, port)
        self.language = language
        self.cookie = None
        self.csrf_token = None
        self.token = None

    def headers(self, extra):
        headers = {"Accept-Language": self.language}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if self.csrf_token:
            headers["X-CSRF-Token"] = self.csrf_token
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        return {**headers, **extra}

    def ask(self, method, path, body=None, **headers):
        """`body`: bytes as they are, anything else as JSON. Underscores in header names are dashes."""
        extra = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            extra.setdefault("Content-Type", "application/json")
        connection = http.client.HTTPConnection(*self.address, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, body=body, headers=self.headers(extra))
            response = connection.getresponse()
            text = response.read().decode("utf-8", errors="replace")
            cookies = tuple(value for name, value in response.getheaders() if name.lower() == "set-cookie")
            return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, text,
                          cookies)
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, body=None, **headers):
        headers.setdefault("Idempotency_Key", str(uuid.uuid4()))
        return self.ask("POST", path, body, **headers)

    def put(self, path, body=None, **headers):
        headers.setdefault("Idempotency_Key", str(uuid.uuid4()))
        return self.ask("PUT", path, body, **headers)

    def sign_in(self, user_name, password):
        answer = self.post("/api/v1/session", {"user_name": user_name, "password": password})
        if answer.status == 200:
            self.cookie = "; ".join(each.split(";")[0] for each in answer.cookies)
            self.csrf_token = answer.json["csrf_token"]
        return answer


def every(client, path, name, limit=1000):
    """All rows of a list, page by page."""
    found, cursor = [], ""
    while cursor is not None:
        page = client.get(f"{path}{'&' if '?' in path else '?'}limit={limit}" + (f"&cursor={cursor}" if cursor else ""))
        assert page.status == 200, page.text
        found += page.json[name]
        cursor = page.json["next_cursor"]
    return found
