"""What every operation refuses: no session, no token, no person, another's person, another method."""

import requests

from client import BASE
from journey import Journey

IDS = {
    "threadId": "t-none",
    "messageId": "m-none",
    "attachmentId": "a-none",
    "draftId": "d-none",
    "sendId": "s-none",
}


def run(client) -> list[str]:
    way = Journey(client)
    for operation_id in client.operations:
        guard(way, operation_id)
    for address in sorted({operation.path for operation in client.operations.values()}):
        method(way, address)
    nowhere(way)
    return way.failures


def guard(way, operation_id: str) -> None:
    """The body is left out: a guard stands before it."""
    declared = way.client.declared(operation_id)
    request = {"path": IDS}
    way.expect("no session", 401, operation_id, "notLoggedIn", drop=("Cookie",), **request)
    fake = {"Cookie": "__Host-innboks=none"}
    way.expect("no such session", 401, operation_id, "notLoggedIn", headers=fake, **request)
    if "X-CSRF-Token" in declared:
        way.expect("no token", 403, operation_id, "csrf", drop=("X-CSRF-Token",), **request)
        wrong = {"X-CSRF-Token": "none"}
        way.expect("wrong token", 403, operation_id, "csrf", headers=wrong, **request)
    if "X-Acting-Person" in declared:
        way.expect("no person", 400, operation_id, "badRequest", drop=("X-Acting-Person",), **request)
        stranger = {"X-Acting-Person": "p-none"}
        way.expect("a stranger", 403, operation_id, "personNotFound", headers=stranger, **request)


def method(way, address: str) -> None:
    answer = requests.patch(
        way.client.origin + BASE + address.format(**IDS), headers=way.client.identity, timeout=30
    )
    way.client.calls += 1
    problem(way, f"PATCH {address}", answer, 405, "methodNotAllowed")
    if "Allow" not in answer.headers:
        way.failures.append(f"PATCH {address}: 405 without Allow")


def nowhere(way) -> None:
    answer = requests.get(way.client.origin + BASE + "/nowhere", headers=way.client.identity, timeout=30)
    way.client.calls += 1
    problem(way, "GET /nowhere", answer, 404, "notFound")


def problem(way, name: str, answer, status: int, code: str) -> None:
    kind = answer.headers.get("Content-Type", "")
    if answer.status_code != status or not kind.startswith("application/problem+json"):
        way.failures.append(f"{name}: {answer.status_code} {kind} instead of a {status} problem")
    elif answer.json().get("code") != code:
        way.failures.append(f"{name}: {answer.json().get('code')} instead of {code}")
