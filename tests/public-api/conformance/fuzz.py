"""Generated cases: schemathesis against the built part of the contract."""

import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CONFIG = HERE / "schemathesis.toml"
SEED = "20261122"


def run(client, contract: pathlib.Path, folder: pathlib.Path) -> list[str]:
    config = folder / "schemathesis.toml"
    config.write_text(CONFIG.read_text(encoding="utf-8") + known_ids(client))
    report = folder / "report.json"
    headers = [part for name, value in client.identity.items() for part in ("-H", f"{name}: {value}")]
    command = [
        str(pathlib.Path(sys.executable).parent / "schemathesis"),
        "--config-file", str(config),
        "run", str(contract),
        "--url", f"{client.origin}/api/v1",
        "--seed", SEED,
        "-n", os.environ.get("CONFORMANCE_EXAMPLES", "15"),
        # Log-out ends the session for every other case; the journey holds it to the contract.
        "--exclude-operation-id", "logOut",
        # A stream ends with the session, so every case would wait for that; events.py holds it to it.
        "--exclude-operation-id", "streamEvents",
        "--report", "json", "--report-json-path", str(report),
        "--generation-database", "none",
        "--no-color",
        *headers,
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(HERE), "SCHEMATHESIS_HOOKS": "checks"}
    done = subprocess.run(command, cwd=folder, env=environment, check=False)
    client.generated = cases(report)
    return [] if done.returncode == 0 else [f"schemathesis ended with {done.returncode}"]


def cases(report: pathlib.Path) -> int:
    if not report.exists():
        return 0
    return json.loads(report.read_text(encoding="utf-8"))["test_cases"]["generated"]


def known_ids(client) -> str:
    """Ids that exist, so that generated cases reach further than 404."""
    threads = [thread["id"] for thread in client.call("listThreads").json()["threads"]]
    recipients = [one["id"] for one in client.call("listRecipients").json()["recipients"]]
    lines = []
    for name, where, values in (
        ("threads", "path.threadId", threads),
        ("recipients", "body.recipientId", recipients),
    ):
        lines += [
            f"[dictionaries.{name}]",
            f"values = {json.dumps(values)}",
            f'[parameters."{where}"]',
            f'dictionary = "{name}"',
            "probability = 0.7",
        ]
    return "\n" + "\n".join(lines) + "\n"
