"""Appointment letters with their answers, copies in the archive, and a failed message once more."""

from client import Client
from journey import Journey

FEE = 105_300
FREE, LATE, CLOSED, ELSEWHERE = "t-solveig-01", "t-solveig-03", "t-solveig-10", "t-solveig-11"
FAILED, FILES = "t-solveig-23", "t-solveig-30"


def run(client) -> list[str]:
    own = Client(client.origin, client.operations, "solveig")
    way = Journey(own)
    in_time(way)
    late(way)
    way.expect("not a letter", 403, "listAppointmentAnswers", "accessDenied", path={"threadId": FAILED})
    for closed in (CLOSED, ELSEWHERE):
        answer(way, "closed", 403, closed, "ak-none", message("Hei."), "accessDenied")
    archive(way)
    again(way)
    client.seen |= own.seen
    client.calls += own.calls
    return way.failures


def answer(way, name: str, status: int, thread: str, key: str, body: dict, code: str | None = None):
    headers = {"Idempotency-Key": key}
    return way.expect(name, status, "answerAppointment", code, path={"threadId": thread}, headers=headers, json=body)


def key_of(way, thread: str) -> str:
    told = way.expect("what is open", 200, "listAppointmentAnswers", path={"threadId": thread})
    return told.json()["answerKey"] if told is not None else ""


def message(text: str) -> dict:
    return {"kind": "message", "text": text}


def cancel(fee: int | None) -> dict:
    return {"kind": "cancel", "text": "", "acceptedFee": fee}


def in_time(way) -> None:
    wishes = {"weekdays": ["tuesday"], "partsOfDay": ["morning"], "notBefore": "2026-12-07", "notAfter": None}
    other = {"kind": "otherTime", "wishes": wishes, "text": "Jeg er på reise.", "acceptedFee": None}
    key = key_of(way, FREE)
    wrong = {**other, "wishes": {**wishes, "notAfter": "2026-12-01"}}
    answer(way, "last day before the first", 422, FREE, key, wrong, "validation")
    answer(way, "a fee that is not due", 422, FREE, key, cancel(FEE), "validation")
    first = answer(way, "another time", 201, FREE, key, other)
    same = answer(way, "the same answer", 200, FREE, key, other)
    if first is not None and same is not None and first.json()["id"] != same.json()["id"]:
        way.failures.append("a repeated answer answered twice")
    answer(way, "a used key", 409, FREE, key, cancel(None), "conflict")
    answer(way, "cancelled after all", 201, FREE, key_of(way, FREE), cancel(None))
    answer(way, "cancelled twice", 403, FREE, key_of(way, FREE), cancel(None), "accessDenied")
    answer(way, "a message", 201, FREE, key_of(way, FREE), message("Takk."))


def late(way) -> None:
    key = key_of(way, LATE)
    answer(way, "no fee accepted", 422, LATE, key, cancel(None), "validation")
    answer(way, "the fee accepted", 201, LATE, key, cancel(FEE))


def archive(way) -> None:
    path = {"threadId": FILES}
    thread = way.expect("files", 200, "getThread", path=path)
    sent = thread.json()["messages"][0] if thread is not None else {"id": "m-none", "attachments": []}
    whole = {"messageId": sent["id"], "attachmentId": None, "acceptedTerms": None}
    terms = way.expect("terms", 200, "listArchiveCopies", path=path)
    version = terms.json()["terms"]["version"] if terms is not None else ""
    way.expect("no terms", 403, "saveToArchive", "accessDenied", path=path, json=whole)
    way.expect("other terms", 422, "saveToArchive", "validation", path=path, json={**whole, "acceptedTerms": "0"})
    way.expect("save", 201, "saveToArchive", path=path, json={**whole, "acceptedTerms": version})
    way.expect("saved", 200, "saveToArchive", path=path, json=whole)
    for file in sent["attachments"]:
        status = 201 if file["state"] == "available" else 409
        one = {**whole, "attachmentId": file["id"]}
        way.expect(f"file {file['state']}", status, "saveToArchive", path=path, json=one)
    copies = way.expect("copies", 200, "listArchiveCopies", path=path)
    available = sum(file["state"] == "available" for file in sent["attachments"])
    if copies is not None and len(copies.json()["copies"]) != 1 + available:
        way.failures.append("the archive does not hold what was saved")


def again(way) -> None:
    path = {"threadId": FAILED}
    thread = way.expect("failed", 200, "getThread", path=path)
    if thread is None:
        return
    failed = thread.json()["messages"][-1]
    key = {"Idempotency-Key": failed["retry"]["sendKey"]}
    send = way.expect("again", 200, "sendDraft", headers=key, json={"draftId": failed["retry"]["draftId"]})
    if send is not None and (send.json()["messageId"], send.json()["state"]) != (failed["id"], "sent"):
        way.failures.append("a failed message is not sent again as the same message")
