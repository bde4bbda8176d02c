"""Every persona, for every person they may act for: all that is seeded keeps to the contract."""

import requests

from client import Client
from journey import Journey


# Their inboxes begin as the small one, and hold more of the same.
ALIKE = ("middels", "stor")
# Of many persons alike, so many are looked at.
MOST_PERSONS = 12


def run(client) -> list[str]:
    personas = requests.get(f"{client.origin}/stand-in/personas", timeout=30).json()
    failures = []
    for persona in personas:
        if persona["id"] in ALIKE:
            continue
        other = Client(client.origin, client.operations, persona["id"])
        for person in other.persons[:MOST_PERSONS]:
            other.person = person
            way = Journey(other)
            look_around(way)
            failures += [f"{persona['id']} for {person}: {failure}" for failure in way.failures]
        client.calls += other.calls
    return failures


def look_around(way) -> None:
    """Reads all there is and starts an answer to each thread; a closed inbox must say so."""
    claims = way.expect("claims", (200,), "getSession")
    way.expect("unread", (200,), "getUnreadCounts")
    page = way.expect("inbox", (200, 403), "listThreads", params={"limit": 100})
    closed = page is None or page.status_code == 403
    rest = (403,) if closed else (200,)
    way.expect("drafts", rest, "listDrafts")
    way.expect("waiting", rest, "listWaiting")
    way.expect("search", rest, "searchThreads", json={"text": "e", "putAway": "with"})
    recipients = way.expect("recipients", rest, "listRecipients")
    if closed or recipients is None:
        return
    archive = any(
        person["archiveConsent"] for person in claims.json()["persons"] if person["id"] == way.client.person
    )
    for thread in page.json()["threads"]:
        path = {"threadId": thread["id"]}
        way.expect("open", (200,), "getThread", path=path)
        way.expect("whose", (200,), "getThreadPerson", path=path)
        status = (200 if thread["hasDraft"] else 201,) if "reply" in thread["grants"] else (403,)
        way.expect("reply", status, "startReply", path=path)
        status = (200,) if thread["category"] == "appointmentLetter" else (403,)
        answers = way.expect("answers", status, "listAppointmentAnswers", path=path)
        may_answer = "answerAppointment" in thread["grants"]
        if answers is not None and bool(answers.json().get("open")) != may_answer:
            way.failures.append(f"{thread['id']}: what is open is not what is granted")
        way.expect("copies", (200,) if archive else (403,), "listArchiveCopies", path=path)
    for recipient in recipients.json()["recipients"]:
        for topic in recipient["topics"]:
            choice = {"recipientId": recipient["id"], "topic": topic["topic"]}
            status = (201,) if recipient["available"] else (403,)
            way.expect("write", status, "createDraft", json=choice)
    way.expect("drafts", (200,), "listDrafts")
