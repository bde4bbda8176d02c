"""Search, and putting the list in order: what is found adds up, what is put away is out, what is read is read."""

import contextlib
import sqlite3

from client import Client
from journey import Journey

NEW_MESSAGE = """
    INSERT INTO messages (id, thread_id, position, from_kind, from_name, sent_at, body)
    SELECT 'm-new', id, message_count + 1, 'service', sender_name, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'),
           json_object('kind', 'text', 'text', 'Her er røntgenbildet du ba om.')
    FROM threads WHERE id = ?"""


def run(client) -> list[str]:
    own = Client(client.origin, client.operations, "kari")
    way = Journey(own)
    every_page(way)
    words(way)
    limits(way)
    order(way)
    client.seen |= own.seen
    client.calls += own.calls
    return way.failures


def search(way, name: str, status: int = 200, code: str | None = None, **wanted):
    answer = way.expect(name, status, "searchThreads", code, json=wanted)
    return answer.json() if answer is not None else {"hits": [], "total": 0, "nextCursor": None}


def ids(page: dict) -> list[str]:
    return [hit["thread"]["id"] for hit in page["hits"]]


def every_page(way) -> None:
    """Each way of sorting gives every thread once."""
    for sort in ("newest", "oldest", "sender"):
        found, cursor = [], None
        while True:
            page = search(way, sort, sort=sort, limit=20, **({"cursor": cursor} if cursor else {}))
            found += ids(page)
            cursor = page["nextCursor"]
            if cursor is None:
                break
            search(way, "cursor of another search", 400, "badCursor", sort=sort, limit=20, unread=True, cursor=cursor)
        if len(found) != page["total"] or len(set(found)) != len(found):
            way.failures.append(f"the pages sorted by {sort} do not add up to the total")
        told = sum(category["total"] for category in page["categories"])
        if told != page["total"]:
            way.failures.append("the categories do not add up to the total")


def words(way) -> None:
    for text in ("blodprøve", "BLODPROVE", "prøvesvar.pdf", "kommune bergen"):
        if not ids(search(way, text, text=text)):
            way.failures.append(f"{text!r} finds nothing")
    for hit in search(way, "highlights", text="s")["hits"]:
        thread = hit["thread"]
        texts = {
            "subject": thread["subject"],
            "senderName": thread["sender"]["name"],
            "preview": thread["preview"],
            "excerpt": (hit["excerpt"] or {}).get("text", ""),
            "attachment": hit["attachment"] or "",
        }
        place: dict[str, int] = {}
        for mark in hit["highlights"]:
            field, start, end = mark["field"], mark["start"], mark["end"]
            if not place.get(field, 0) <= start < end <= len(texts[field]):
                way.failures.append(f"{thread['id']}: a mark outside {field}, or over another")
            place[field] = end
            if texts[field][start].lower() not in "sśŝşš":
                way.failures.append(f"{thread['id']}: marks what was not looked for")
    if ids(search(way, "no word", text="?!")):
        way.failures.append("a text without a word finds something")


def limits(way) -> None:
    for wrong in (
        {"text": ""},
        {"text": "a" * 201},
        {"categories": []},
        {"categories": ["letter"]},
        {"categories": ["gp", "gp"]},
        {"threads": ["t 1"]},
        {"from": "2026-02-30"},
        {"from": "2026-02-02", "to": "2026-02-01"},
        {"sort": "relevance"},
        {"putAway": "yes"},
        {"limit": 0},
        {"limit": 101},
    ):
        search(way, str(wrong), 422, "validation", **wrong)
    search(way, "a field that is null", 400, "badRequest", unread=None)
    search(way, "an unknown field", 400, "badRequest", letters=True)
    search(way, "an unreadable cursor", 400, "badCursor", cursor="x")


def order(way) -> None:
    """Out of the list and back, and all of it read."""
    first = way.expect("list", 200, "listThreads").json()
    away = first["threads"][0]["id"]
    path = {"threadId": away}
    way.expect("put away", 200, "setPutAway", path=path, json={"putAway": True})
    listed = way.expect("list", 200, "listThreads").json()
    if away in [thread["id"] for thread in listed["threads"]] or listed["total"] != first["total"] - 1:
        way.failures.append("what is put away stands in the list")
    if away not in ids(search(way, "only put away", putAway="only")):
        way.failures.append("what is put away is not found")
    with contextlib.closing(sqlite3.connect(way.client.database)) as db, db:
        db.execute(NEW_MESSAGE, (away,))
    back = way.expect("list", 200, "listThreads").json()["threads"][0]
    if back["id"] != away or not back["unread"] or back["preview"] != "Her er røntgenbildet du ba om.":
        way.failures.append("a new message does not take the thread back")
    if away not in ids(search(way, "new words", text="rontgenbilde", threads=[away])):
        way.failures.append("a new message is not found")
    earlier = {"until": first["threads"][0]["latestAt"]}
    way.expect("no instant", 422, "markAllRead", "validation", json={"until": "i dag"})
    read = way.expect("read all", 200, "markAllRead", json=earlier)
    if read is None or read.json()["unread"] != 1:
        way.failures.append("what came later is read too")
