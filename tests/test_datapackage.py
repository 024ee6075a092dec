"""``datapackage.json`` keeps the rules of Data Package and Table Schema and describes the files beside it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from pipeline.output import datapackage
from schemas.fields import DATASETS

if TYPE_CHECKING:
    from pathlib import Path

# What the JSON schemas of datapackage.org (2.0) ask for, as far as our package has it.
NAME = re.compile(r"[a-z0-9._-]+")
PACKAGE = {"$schema", "name", "title", "description", "version", "resources"}
RESOURCE = {"name", "type", "title", "description", "path", "format", "mediatype", "schema"}
SCHEMA = {"$schema", "fieldsMatch", "fields", "primaryKey", "uniqueKeys", "foreignKeys"}
FIELD = {"name", "type", "title", "description", "categories", "constraints"}
TYPES = {"string", "number", "integer", "date", "boolean", "object", "array"}
CONSTRAINTS = {
    "string": {"required", "unique", "enum"}, "number": {"required", "unique", "enum"},
    "integer": {"required", "unique", "enum"}, "date": {"required", "unique", "enum"},
    "boolean": {"required", "enum"}, "object": {"required", "enum"}, "array": {"required", "enum"},
}  # fmt: skip


def faults(package: dict[str, Any], folder: Path) -> list[str]:
    """What breaks a rule, in words."""
    found = [f"package: {key}" for key in package.keys() - PACKAGE]
    if not package["resources"]:
        found.append("no resources")
    names = [resource["name"] for resource in package["resources"]]
    if len(set(names)) != len(names):
        found.append("resource names repeat")
    for resource in package["resources"]:
        where = resource["name"]
        found += [f"{where}: {key}" for key in resource.keys() - RESOURCE]
        if not NAME.fullmatch(where) or resource["type"] != "table":
            found.append(f"{where}: name or type")
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        found += [f"{where}: unsafe path {path}" for path in paths if path.startswith(("/", "~")) or ".." in path]
        found += [f"{where}: no file {path}" for path in paths if not (folder / path).is_file()]
        schema = resource["schema"]
        found += [f"{where}: schema {key}" for key in schema.keys() - SCHEMA]
        fields = [field["name"] for field in schema["fields"]]
        if len(set(fields)) != len(fields):
            found.append(f"{where}: field names repeat")
        for key in (schema["primaryKey"], *schema.get("uniqueKeys", [])):
            found += [f"{where}: key {name}" for name in key if name not in fields]
        for foreign in schema.get("foreignKeys", []):
            target = next((r for r in package["resources"] if r["name"] == foreign["reference"]["resource"]), None)
            if target is None or not {f["name"] for f in target["schema"]["fields"]} >= set(
                foreign["reference"]["fields"]
            ):
                found.append(f"{where}: foreign key")
        for field in schema["fields"]:
            what = f"{where}.{field['name']}"
            found += [f"{what}: {key}" for key in field.keys() - FIELD]
            if field["type"] not in TYPES:
                found.append(f"{what}: type {field['type']}")
            else:
                found += [f"{what}: {key}" for key in field.get("constraints", {}).keys() - CONSTRAINTS[field["type"]]]
            enum = field.get("constraints", {}).get("enum")
            if enum is not None and (not enum or len(set(enum)) != len(enum)):
                found.append(f"{what}: enum")
            categories = field.get("categories")
            if categories is not None and (
                field["type"] != "string" or not all({"value", "label"} == set(c) for c in categories)
            ):
                found.append(f"{what}: categories")
    return found


@pytest.fixture(scope="module")
def package(samples_out: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((samples_out / datapackage.NAME).read_text(encoding="utf-8"))
    return told


def test_no_rule_is_broken(package: dict[str, Any], samples_out: Path) -> None:
    assert faults(package, samples_out) == []


def test_the_check_finds_faults(package: dict[str, Any], samples_out: Path) -> None:
    broken = json.loads(json.dumps(package))
    broken["resources"][1]["path"] = "../etc/passwd"
    broken["resources"][1]["schema"]["fields"][0]["type"] = "text"
    broken["resources"][1]["schema"]["primaryKey"] = ["nothing"]
    assert len(faults(broken, samples_out)) == 4


def test_every_dataset_and_file_is_described_with_its_columns(package: dict[str, Any], samples_out: Path) -> None:
    assert [resource["name"] for resource in package["resources"]] == list(DATASETS)
    for resource in package["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        assert paths == sorted(str(p.relative_to(samples_out)) for p in (samples_out / resource["name"]).iterdir())
        columns = pq.read_schema(samples_out / paths[0]).names
        assert [field["name"] for field in resource["schema"]["fields"]] == columns


def test_required_and_enumerated_columns_hold_what_they_say(package: dict[str, Any], samples_out: Path) -> None:
    for resource in package["resources"]:
        table = pq.read_table(samples_out / resource["name"])
        for field in resource["schema"]["fields"]:
            values = table[field["name"]].to_pylist()
            constraints = field.get("constraints", {})
            if constraints.get("required"):
                assert None not in values, field["name"]
            if "enum" in constraints:
                assert set(values) - {None} <= set(constraints["enum"]), field["name"]
            if constraints.get("unique"):
                assert len(set(values)) == len(values), field["name"]


def test_several_files_are_a_list_in_order_and_equal_data_gives_equal_text() -> None:
    files = {"scores": ["scores/part-01.parquet", "scores/part-00.parquet"], "documents": ["documents/part-00.parquet"]}
    told = datapackage.describe(files)
    assert told == datapackage.describe(files)
    assert json.loads(told)["resources"][0]["path"] == ["scores/part-00.parquet", "scores/part-01.parquet"]
