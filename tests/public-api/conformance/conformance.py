"""Holds a running stand-in to openapi.yaml: a journey, guards, personas, faults, events, generated cases."""

import pathlib
import sys
import tempfile

import schemathesis

import contract
import events
import everyone
import faults
import finding
import fuzz
import guards
import journey
import letters
from client import Client

PERSONA = "kari"


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: run BASE_URL", file=sys.stderr)
        return 2
    origin = sys.argv[1].rstrip("/")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "built.json"
        operations = contract.write_built(path)
        config = schemathesis.Config.from_path(fuzz.CONFIG)
        schema = schemathesis.openapi.from_path(path, config=config)
        by_id = {
            result.ok().definition.raw["operationId"]: result.ok()
            for result in schema.get_all_operations()
        }
        client = Client(origin, by_id, PERSONA)
        failures = []
        for part in (journey.run, letters.run, finding.run, guards.run, everyone.run, faults.run, events.run):
            failures += part(client)
        failures += fuzz.run(client, path, pathlib.Path(folder))
        # Last: it ends the session that the other parts use.
        failures += journey.log_out(client)
    for failure in failures:
        print(f"FAILED {failure}", file=sys.stderr)
    missed = sorted(set(operations) - client.seen)
    if missed:
        failures.append("never called: " + ", ".join(missed))
        print(f"FAILED {failures[-1]}", file=sys.stderr)
    print(
        f"conformance: {len(operations)} operations, {client.calls} calls by hand, "
        f"{client.generated} generated cases, {len(failures)} failures"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
