"""One citizen's way through every operation, with what generated cases rarely reach."""

# As much of a failure as one line can hold.
LONGEST = 400


class Journey:
    def __init__(self, client) -> None:
        self.client = client
        self.failures: list[str] = []

    def expect(self, name: str, status, operation_id: str, code: str | None = None, **request):
        """Calls, and notes a failure unless status, code and contract hold."""
        try:
            answer = self.client.call(operation_id, **request)
            wanted = status if isinstance(status, tuple) else (status,)
            assert answer.status_code in wanted, f"{answer.status_code} instead of {status}"
            if code is not None:
                assert answer.json()["code"] == code, f"{answer.json()['code']} instead of {code}"
            return answer
        # One broken step must not hide the next. Schemathesis groups what it finds.
        except (Exception, BaseExceptionGroup) as error:
            parts = error.exceptions if isinstance(error, BaseExceptionGroup) else (error,)
            text = "; ".join(" ".join(str(part).split())[:LONGEST] for part in parts)
            self.failures.append(f"{name} ({operation_id}): {text}")
            return None


def run(client) -> list[str]:
    way = Journey(client)
    session(way)
    thread = read(way)
    files(way)
    way.expect("waiting", 200, "listWaiting")
    feedback(way)
    if thread is not None:
        reply(way, thread)
    compose(way)
    return way.failures


def session(way) -> None:
    way.expect("claims", 200, "getSession")
    way.expect("stay", 200, "extendSession")
    way.expect("language", 204, "setLanguage", json={"language": "nn"})
    way.expect("unknown language", 422, "setLanguage", "validation", json={"language": "xx"})
    way.expect("no JSON", 400, "setLanguage", "badRequest", raw=b"{", headers=JSON)
    way.expect("no JSON type", 415, "setLanguage", "unsupportedMediaType", raw=b"{}", headers=PLAIN)
    big = b'{"language":"' + b"n" * 600_000 + b'"}'
    way.expect("too large", 413, "setLanguage", "payloadTooLarge", raw=big, headers=JSON)
    way.expect("unread", 200, "getUnreadCounts")


def feedback(way) -> None:
    said = {"found": False, "page": "inbox", "text": "Jeg finner ikke kvitteringen."}
    way.expect("feedback", 204, "sendFeedback", json=said)
    way.expect("no such page", 422, "sendFeedback", "validation", json={**said, "page": "front"})
    way.expect("too long", 422, "sendFeedback", "validation", json={**said, "text": "å" * 1001})


JSON = {"Content-Type": "application/json"}
PLAIN = {"Content-Type": "text/plain"}


def read(way) -> dict | None:
    """Through the whole list by cursor; gives a thread that takes a reply."""
    threads, cursor = [], None
    while True:
        page = way.expect("page", 200, "listThreads", params={"limit": 3, "cursor": cursor})
        if page is None:
            return None
        threads += page.json()["threads"]
        cursor = page.json()["nextCursor"]
        if cursor is None:
            break
    ids = [thread["id"] for thread in threads]
    if len(ids) != page.json()["total"] or len(ids) != len(set(ids)):
        way.failures.append("the pages do not add up to the total")
    times = [thread["latestAt"] for thread in threads]
    if times != sorted(times, reverse=True):
        way.failures.append("the list is not newest first")
    way.expect("limit 0", 400, "listThreads", "badRequest", params={"limit": 0})
    way.expect("bad cursor", 400, "listThreads", "badCursor", params={"cursor": "?"})
    for thread_id in ids:
        opened = way.expect("open", 200, "getThread", path={"threadId": thread_id})
        way.expect("whose", 200, "getThreadPerson", path={"threadId": thread_id})
        if opened is not None and opened.json()["messageCount"] > 1:
            messages(way, thread_id, opened.json()["messageCount"])
    for state in (True, False):
        path = {"threadId": ids[0]}
        way.expect("read state", 200, "setReadState", path=path, json={"read": state})
    gone = {"threadId": "t-none"}
    way.expect("no such thread", 404, "getThread", "notFound", path=gone)
    return next((thread for thread in threads if "reply" in thread["grants"]), None)


def messages(way, thread_id: str, count: int) -> None:
    found, cursor = 0, None
    while True:
        query = {"limit": 1, "cursor": cursor}
        page = way.expect("earlier", 200, "listMessages", path={"threadId": thread_id}, params=query)
        if page is None:
            return
        found += len(page.json()["messages"])
        cursor = page.json()["earlierCursor"]
        if cursor is None:
            break
    if found != count:
        way.failures.append(f"{thread_id} has {count} messages, its pages {found}")


def files(way) -> None:
    """Every file of the first page, whatever its state."""
    page = way.expect("page", 200, "listThreads")
    for thread in page.json()["threads"] if page is not None else []:
        if not thread["hasAttachment"]:
            continue
        opened = way.expect("open", 200, "getThread", path={"threadId": thread["id"]})
        for message in opened.json()["messages"] if opened is not None else []:
            for file in message["attachments"]:
                path = {"threadId": thread["id"], "messageId": message["id"], "attachmentId": file["id"]}
                status = 200 if file["state"] == "available" else 409
                answer = way.expect(f"file {file['state']}", status, "downloadAttachment", path=path)
                if status == 200 and answer is not None and len(answer.content) != file["size"]:
                    way.failures.append(f"{file['id']} has another size than told")


def reply(way, thread: dict) -> None:
    path = {"threadId": thread["id"]}
    first = way.expect("reply", 201, "startReply", path=path)
    again = way.expect("the same reply", 200, "startReply", path=path)
    if first is None or again is None:
        return
    if first.json()["id"] != again.json()["id"]:
        way.failures.append("a repeated reply made a second draft")
    written(way, first, {"subject": "", "text": "Takk for svaret."})


def compose(way) -> None:
    recipients = way.expect("recipients", 200, "listRecipients")
    open_ones = [one for one in recipients.json()["recipients"] if one["available"]] if recipients else []
    if not open_ones:
        way.failures.append("nobody to write to")
        return
    choice = {"recipientId": open_ones[0]["id"], "topic": open_ones[0]["topics"][0]["topic"]}
    way.expect("no such recipient", 422, "createDraft", "validation", json={**choice, "recipientId": "r-none"})
    draft = way.expect("draft", 201, "createDraft", json=choice)
    if draft is not None:
        empty_send(way, draft)
        written(way, draft, {"subject": "Sykemelding", "text": "Jeg trenger forlenget sykemelding."})
    unwanted = way.expect("another draft", 201, "createDraft", json=choice)
    if unwanted is not None:
        path, tag = {"draftId": unwanted.json()["id"]}, {"If-Match": unwanted.headers["ETag"]}
        way.expect("no tag", 428, "deleteDraft", "preconditionRequired", path=path)
        way.expect("old tag", 412, "deleteDraft", "draftChanged", path=path, headers={"If-Match": '"0"'})
        way.expect("delete", 204, "deleteDraft", path=path, headers=tag)
        way.expect("deleted", 404, "getDraft", "notFound", path=path)
    way.expect("drafts", 200, "listDrafts")


def empty_send(way, draft) -> None:
    headers = {"Idempotency-Key": draft.json()["sendKey"], "If-Match": draft.headers["ETag"]}
    body = {"draftId": draft.json()["id"]}
    way.expect("empty", 422, "sendDraft", "validation", headers=headers, json=body)


def written(way, draft, text: dict) -> None:
    """Saves and sends a draft, with every way of being refused and the repeat."""
    body, path = draft.json(), {"draftId": draft.json()["id"]}
    tag = {"If-Match": draft.headers["ETag"]}
    way.expect("drafts", 200, "listDrafts")
    way.expect("draft", 200, "getDraft", path=path)
    way.expect("no tag", 428, "saveDraft", "preconditionRequired", path=path, json=text)
    long = {"subject": "a" * 201, "text": "å" * 10_001}
    way.expect("too long", 422, "saveDraft", "validation", path=path, headers=tag, json=long)
    saved = way.expect("save", 200, "saveDraft", path=path, headers=tag, json=text)
    if saved is None:
        return
    way.expect("old tag", 412, "saveDraft", "draftChanged", path=path, headers=tag, json=text)
    key = {"Idempotency-Key": body["sendKey"]}
    tag = {"If-Match": saved.headers["ETag"]}
    attached(way, path)
    new = {"draftId": body["id"], "attachmentIds": [f"f-{body['id']}"]}
    other_files = {**new, "attachmentIds": []}
    way.expect("other files", 409, "sendDraft", "conflict", headers={**key, **tag}, json=other_files)
    way.expect("no key", 400, "sendDraft", "badRequest", headers=tag, json=new)
    way.expect("no tag", 428, "sendDraft", "preconditionRequired", headers=key, json=new)
    way.expect("old tag", 412, "sendDraft", "draftChanged", headers={**key, "If-Match": '"0"'}, json=new)
    sent = way.expect("send", 201, "sendDraft", headers={**key, **tag}, json=new)
    again = way.expect("send again", 200, "sendDraft", headers={**key, "If-Match": '"0"'}, json=new)
    if sent is None or again is None:
        return
    if sent.json()["id"] != again.json()["id"] or sent.json()["messageId"] != again.json()["messageId"]:
        way.failures.append("a repeated send sent twice")
    sent, key, tag = undone(way, sent, key, tag, new) or (sent, key, tag)
    other = {"draftId": "d-none"}
    way.expect("key of another", 409, "sendDraft", "conflict", headers={**key, **tag}, json=other)
    way.expect("receipt", 200, "getSend", path={"sendId": sent.json()["id"]})
    way.expect("no such send", 404, "getSend", "notFound", path={"sendId": "s-none"})
    way.expect("save sent", 409, "saveDraft", "draftSent", path=path, headers=tag, json=text)
    way.expect("delete sent", 409, "deleteDraft", "draftSent", path=path, headers=tag)


def attached(way, path: dict) -> None:
    """Puts a file on a draft, twice, and another that is taken off again; and what is refused."""
    kept = {**path, "attachmentId": f"f-{path['draftId']}"}
    gone = {**path, "attachmentId": f"g-{path['draftId']}"}
    pdf = b"%PDF-1.7\n%%EOF\n"
    name = {"Content-Type": "application/octet-stream", "Content-Disposition": "attachment; filename*=UTF-8''a.pdf"}

    def put(what: str, status, to: dict, raw: bytes, code: str | None = None, headers=name):
        return way.expect(what, status, "uploadDraftAttachment", code, path=to, raw=raw, headers=headers)

    put("attach", 201, kept, pdf)
    put("attach again", 200, kept, pdf)
    put("attach another", 201, gone, pdf)
    way.expect("take off", 204, "deleteDraftAttachment", path=gone)
    way.expect("take off again", 204, "deleteDraftAttachment", path=gone)
    put("too late", 409, gone, pdf, "conflict")
    way.expect("taken off", 404, "downloadDraftAttachment", "notFound", path=gone)
    new = {**path, "attachmentId": "f-none"}
    put("a program", 415, new, b"MZ", "unsupportedMediaType")
    put("too large", 413, new, pdf + b" " * 5_242_880, "payloadTooLarge")
    put("empty", 422, new, b"", "validation")
    put("no name", 400, new, pdf, "badRequest", {"Content-Type": "application/octet-stream"})
    answer = way.expect("file", 200, "downloadDraftAttachment", path=kept)
    if answer is not None and answer.content != pdf:
        way.failures.append("a file on a draft is not what was uploaded")


def undone(way, sent, key, tag, new):
    """Takes the message back while it is held, and sends it anew."""
    path = {"sendId": sent.json()["id"]}
    back = way.expect("undo", 200, "undoSend", path=path)
    way.expect("undo again", 200, "undoSend", path=path)
    way.expect("undone", 404, "getSend", "notFound", path=path)
    way.expect("no such send", 404, "undoSend", "notFound", path={"sendId": "s-none"})
    way.expect("key used up", 412, "sendDraft", "draftChanged", headers={**key, **tag}, json=new)
    if back is None:
        return None
    key, tag = {"Idempotency-Key": back.json()["sendKey"]}, {"If-Match": back.headers["ETag"]}
    anew = way.expect("send anew", 201, "sendDraft", headers={**key, **tag}, json=new)
    way.expect("undo the first", 409, "undoSend", "conflict", path=path)
    return anew and (anew, key, tag)


def log_out(client) -> list[str]:
    way = Journey(client)
    way.expect("log out", 200, "logOut")
    way.expect("logged out", 401, "getSession", "notLoggedIn")
    way.expect("logged out twice", 401, "logOut", "notLoggedIn")
    return way.failures
