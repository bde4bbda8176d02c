"""The stream of events, from its start to the log-out that ends it."""

import contextlib
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor

from client import Client
from journey import Journey

# More than the server takes to notice.
A_WHILE = 1.5
CHANGED, ENDED = '{"kind":"claimsChanged"}', '{"kind":"sessionEnded"}'


def run(client) -> list[str]:
    own = Client(client.origin, client.operations, "kari")
    way = Journey(own)
    with ThreadPoolExecutor() as pool:
        stream = pool.submit(way.expect, "listen", 200, "streamEvents")
        time.sleep(A_WHILE)
        before = version(way)
        change(own.database, "UPDATE persons SET archive_consent = 0 WHERE id = 'p-kari'")
        after = version(way)
        time.sleep(A_WHILE)
        old = {"Last-Event-ID": before}
        late = pool.submit(way.expect, "come back", 200, "streamEvents", headers=old)
        time.sleep(A_WHILE)
        way.expect("log out", 200, "logOut")
        # Both end by themselves, and each answer has been held to the contract by then.
        answers = [stream.result(timeout=10), late.result(timeout=10)]
    if before == after:
        way.failures.append("a change of claims leaves the version as it was")
    told = [f"id: {after}", f"data: {CHANGED}", f"data: {ENDED}"]
    for answer in answers:
        if answer is not None and (said := lines(answer)) != told:
            way.failures.append(f"the stream said {said} instead of {told}")
    client.seen |= own.seen
    client.calls += own.calls
    return way.failures


def version(way) -> str:
    """The version of the session, which its own answer names in the header too."""
    answer = way.expect("claims", 200, "getSession")
    if answer is None:
        return ""
    if answer.headers.get("X-Session-Version") != answer.json()["version"]:
        way.failures.append("the header names another version than the session")
    return answer.json()["version"]


def change(database: str, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(database)) as db, db:
        db.execute(statement)


def lines(answer) -> list[str]:
    """What was said, less the comments."""
    return [line for line in answer.text.splitlines() if line and not line.startswith(":")]
