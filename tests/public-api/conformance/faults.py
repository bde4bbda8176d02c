"""Answers that only a fault brings forth: they keep to the contract too."""

import requests

from journey import Journey

FAULTS = (
    (429, "tooMany", 7),
    (500, "internal", None),
    (503, "unavailable", 7),
    (409, "conflict", None),
    (413, "payloadTooLarge", None),
)


def run(client) -> list[str]:
    way = Journey(client)
    for status, code, wait in FAULTS:
        fault = {"kind": "status", "status": status} | ({"retryAfter": wait} if wait else {})
        script(client, {"rules": [{"path": "/api/v1/*", "fault": fault}]})
        # Operations that can meet them all: about a person, about nobody.
        operations = ("saveDraft", "sendDraft") if status in (409, 413) else ("listThreads", "getSession")
        for operation in operations:
            answer = way.expect("fault", status, operation, code, path={"draftId": "d-none"})
            if answer is not None and wait is not None and answer.headers["Retry-After"] != str(wait):
                way.failures.append(f"{operation}: Retry-After is {answer.headers['Retry-After']}")
    script(client, None)
    return way.failures


def script(client, rules: dict | None) -> None:
    method = "DELETE" if rules is None else "PUT"
    address = f"{client.origin}/stand-in/scenario"
    answer = requests.request(method, address, json=rules, headers=client.identity, timeout=30)
    answer.raise_for_status()
