"""What the contract says in words: who an answer is about, and what it keeps secret."""

import schemathesis


def person(operation, sent: dict, answer) -> None:
    """Every answer about a person names the person of the request; none ever names another."""
    status, headers = answer.status_code, {name.lower(): value for name, value in answer.headers.items()}
    echo = headers.get("x-acting-person")
    about = any(parameter.name == "X-Acting-Person" for parameter in operation.iter_parameters())
    if isinstance(echo, list):
        echo = echo[0]
    asked = {name.lower(): value for name, value in sent.items()}.get("x-acting-person")
    if not about or status in (401, 403, 405) or asked is None:
        # About nobody, or nobody of this session: there may be no one to name.
        assert echo in (None, asked), f"names {echo} instead of {asked}"
    else:
        assert echo == asked, f"{status} names {echo} instead of {asked}"


@schemathesis.check
def acting_person_echo(ctx, response, case) -> None:
    # A method the operation does not have is no request about a person.
    if response.status_code != 405:
        person(case.operation, dict(response.request.headers), response)


def event_log(operation, answer) -> None:
    """An event is named wherever the contract lists it, and nowhere else."""
    responses = operation.definition.raw["responses"]
    listed = "X-Event-Log" in responses.get(str(answer.status_code), {}).get("headers", {})
    named = "x-event-log" in {name.lower() for name in answer.headers}
    assert named == listed, f"{answer.status_code} names {'an' if named else 'no'} event of the log of use"


@schemathesis.check
def event_log_named(ctx, response, case) -> None:
    event_log(case.operation, response)


@schemathesis.check
def no_store(ctx, response, case) -> None:
    cache = response.headers.get("cache-control", [""])
    assert "no-store" in cache[0], "health data must not be kept in a cache"
