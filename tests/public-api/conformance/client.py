"""A logged-in citizen who holds every answer against the contract."""

import re

import requests
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import checks

BASE = "/api/v1"
# What holds for every answer, whatever the request was.
ANSWER_CHECKS = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    checks.no_store,
]


class Client:
    def __init__(self, origin: str, operations: dict, persona: str) -> None:
        self.origin = origin
        self.operations = operations
        self.seen: set[str] = set()
        self.calls = 0
        self.generated = 0
        self.cookie, self.database = self.log_in(persona)
        session = self.get("/session").json()
        self.csrf = session["csrfToken"]
        self.person = session["defaultPerson"]
        self.persons = [person["id"] for person in session["persons"]]

    def log_in(self, persona: str) -> tuple[str, str]:
        """The cookie, and the SQLite file of a world of its own."""
        answer = requests.post(
            f"{self.origin}/stand-in/login",
            json={"persona": persona, "fresh": True},
            timeout=30,
        )
        answer.raise_for_status()
        # Secure, so no cookie jar sends it over plain http: it goes as a header.
        cookie = re.match(r"__Host-innboks=[^;]+", answer.headers.get("Set-Cookie", ""))
        if cookie is None:
            raise SystemExit("the log-in sets no __Host-innboks cookie")
        return cookie.group(0), answer.json()["database"]

    def get(self, path: str) -> requests.Response:
        answer = requests.get(
            self.origin + BASE + path, headers={"Cookie": self.cookie}, timeout=30
        )
        answer.raise_for_status()
        return answer

    @property
    def identity(self) -> dict[str, str]:
        """The headers that every request may carry."""
        return {
            "Cookie": self.cookie,
            "X-CSRF-Token": self.csrf,
            "X-Acting-Person": self.person,
        }

    def declared(self, operation_id: str) -> set[str]:
        """The header parameters of an operation."""
        return {
            parameter.name
            for parameter in self.operations[operation_id].iter_parameters()
            if parameter.location.value == "header"
        }

    def call(self, operation_id: str, path=None, drop=(), headers=None, raw=None, **parts):
        """Calls an operation as its contract says, less the headers in `drop`; checks the answer."""
        operation = self.operations[operation_id]
        # What an operation does not declare is not sent, so that it cannot lean on it.
        allowed = self.declared(operation_id) | {"Cookie"}
        sent = {name: value for name, value in self.identity.items() if name in allowed}
        sent = {name: value for name, value in {**sent, **(headers or {})}.items() if name not in drop}
        address = operation.path.format(**(path or {}))
        answer = requests.request(
            operation.method.upper(),
            self.origin + BASE + address,
            headers=sent,
            data=raw,
            timeout=30,
            **parts,
        )
        self.calls += 1
        self.seen.add(operation_id)
        operation.Case(headers=sent, path_parameters=path).validate_response(answer, checks=ANSWER_CHECKS)
        checks.person(operation, sent, answer)
        checks.event_log(operation, answer)
        return answer
