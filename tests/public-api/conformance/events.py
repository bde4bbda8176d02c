"""The stream of events, from its start to the log-out that ends it."""

import contextlib
import json
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor

from client import Client
from journey import Journey

# More than the server takes to notice.
A_WHILE = 1.5
CHANGED, ENDED = {"kind": "claimsChanged"}, {"kind": "sessionEnded"}
DELIVERED = "UPDATE messages SET state = 'receivedByJournal' WHERE id = 't-kari-26-m2'"


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
        change(own.database, DELIVERED)
        thread = way.expect("thread", 200, "getThread", path={"threadId": "t-kari-26"})
        time.sleep(A_WHILE)
        old = {"Last-Event-ID": f"{before}.0"}
        late = pool.submit(way.expect, "come back", 200, "streamEvents", headers=old)
        time.sleep(A_WHILE)
        way.expect("log out", 200, "logOut")
        # Both end by themselves, and each answer has been held to the contract by then.
        answers = [stream.result(timeout=10), late.result(timeout=10)]
    if before == after:
        way.failures.append("a change of claims leaves the version as it was")
    told = [(f"{after}.0", CHANGED), (f"{after}.1", delivered(thread)), ("", ENDED)]
    for answer in answers:
        if answer is not None and (said := spoken(answer)) != told:
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


def delivered(thread) -> dict:
    version = thread.json()["version"] if thread is not None else None
    return {"kind": "deliveryChanged", "personId": "p-kari", "threadId": "t-kari-26", "version": version}


def spoken(answer) -> list[tuple[str, dict]]:
    """The events, less the comments: their ids, and what they say."""
    events = []
    for event in answer.text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in event.splitlines() if not line.startswith(":"))
        if fields:
            events.append((fields.get("id", ""), json.loads(fields["data"])))
    return events
