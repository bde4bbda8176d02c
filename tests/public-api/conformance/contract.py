"""The contract without what is planned."""

import json
import pathlib

import yaml

SOURCE = pathlib.Path(__file__).resolve().parent.parent / "openapi.yaml"
METHODS = {"get", "put", "post", "delete"}


def without_planned(node, planned: set[str]):
    """Drops every object marked as planned, and every reference to one."""
    if isinstance(node, dict):
        kept = {
            key: without_planned(value, planned)
            for key, value in node.items()
            if not is_planned(value, planned)
        }
        return kept
    if isinstance(node, list):
        return [without_planned(value, planned) for value in node if not is_planned(value, planned)]
    return node


def is_planned(value, planned: set[str]) -> bool:
    return isinstance(value, dict) and (
        value.get("x-status") == "planned" or value.get("$ref") in planned
    )


def planned_components(source: dict) -> set[str]:
    return {
        f"#/components/{kind}/{name}"
        for kind, components in source["components"].items()
        for name, component in components.items()
        if component.get("x-status") == "planned"
    }


def write_built(path: pathlib.Path) -> list[str]:
    """Writes the contract of what is built, as JSON, and gives its operation ids."""
    source = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    built = without_planned(source, planned_components(source))
    built["paths"] = {
        address: item for address, item in built["paths"].items() if METHODS & item.keys()
    }
    path.write_text(json.dumps(built, ensure_ascii=False), encoding="utf-8")
    return [
        operation["operationId"]
        for item in built["paths"].values()
        for method, operation in item.items()
        if method in METHODS
    ]
