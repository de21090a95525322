"""`lofte scan`: what it prints, and with which code it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lofte.cli.scan import scan

PERSONNUMMER = ["811228-9874", "640823-3234", "701063-2391", "780618-4631"]
CSV = "id,person,mail,note\n" + "".join(
    f'{at},{PERSONNUMMER[at % 3]},p{at}@example.se,"skriv till anna@example.se {at}"\n'
    for at in range(200)
)

MAP = """\
lofte_map: 1
ruleset: 2026.11.1
systems:
- system: shop
  datasets:
  - dataset: people
    fields:
    - {field: person, type: personnummer, category: 'pd:OfficialID'}
    - {field: mail, type: email, category: 'pd:EmailAddress'}
"""

LOADED = """
import sys
from click.testing import CliRunner
from lofte.cli.scan import scan
assert CliRunner().invoke(scan, sys.argv[1:]).exit_code == 0
loaded = {name.partition(".")[0] for name in sys.modules}
sys.exit(", ".join(loaded & {"django", "psycopg", "sqlalchemy", "rich", "dask"}) or 0)
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(CSV)
    return path


def run(*words: str | Path, **more: str) -> Result:
    return CliRunner().invoke(scan, [str(word) for word in words], **more)  # type: ignore[arg-type]


def test_json_has_the_documented_form(people: Path) -> None:
    result = run(people, "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert set(told) == {"tables", "not_scanned", "ruleset"}
    (table,) = told["tables"]
    assert table["system"] == str(people)
    assert (table["table"], table["rows"]) == ("people", 200)
    kinds = {column["name"]: column["type"] for column in table["columns"]}
    assert kinds["mail"] == "email"
    assert kinds["id"] is None
    for column in table["columns"]:
        assert {"name", "type", "confidence", "contains", "reason"} <= set(column)
        assert "examples" not in column


def test_values_are_shown_masked_and_only_when_asked_for(people: Path) -> None:
    plain, asked = run(people, "--json"), run(people, "--json", "--examples")

    assert "p1@example.se" not in plain.stdout + asked.stdout
    assert "examples" not in plain.stdout
    assert "examples" in asked.stdout


def test_people_read_a_table_for_each_table(people: Path) -> None:
    said = run(people).stdout

    assert f"{people} people (200 rows, 200 looked at)" in said
    assert any(line.split()[:2] == ["mail", "email"] for line in said.splitlines())
    assert "1 tables, 4 columns" in said


def test_the_sample_is_as_large_as_asked_for(people: Path) -> None:
    (table,) = json.loads(run(people, "--json", "--sample", "50").stdout)["tables"]

    assert (table["rows"], table["sampled"]) == (200, 50)


@pytest.mark.parametrize(
    ("types", "code"),
    [("email", 1), ("iban, email", 1), ("any", 1), ("iban", 0), ("iban,payment_card", 0)],
)
def test_a_forbidden_type_fails_the_build(people: Path, types: str, code: int) -> None:
    assert run(people, "--fail-on", types).exit_code == code


@pytest.mark.parametrize(
    "words", [["--cluster", "tcp://x:1"], ["--engine", "dask", "--time-limit", "5"]]
)
def test_what_only_the_other_engine_can_do_is_refused(people: Path, words: list[str]) -> None:
    result = run(people, *words)

    assert result.exit_code == 2
    assert "goes with --engine" in result.stderr


def test_what_the_map_says_of_a_column_is_no_finding(people: Path) -> None:
    found = run(people, "--fail-on", "any")
    known = people.parent / "map.yaml"
    known.write_text(MAP)

    told = run(people, "--declared", known)

    assert f"email in people.mail of {people}" in found.stderr
    assert "people.mail" not in told.stderr
    assert f"email in people.note of {people}" in told.stderr
    assert (found.exit_code, told.exit_code) == (1, 1)
    assert (
        run(people, "--declared", people.parent / "map.yaml", "--fail-on", "iban").exit_code
        == 0
    )


def test_a_map_that_cannot_be_read_is_bad_input(people: Path) -> None:
    assert run(people, "--declared", people).exit_code == 5


def test_an_unknown_type_is_a_wrong_word(people: Path) -> None:
    result = run(people, "--fail-on", "e-mail")

    assert result.exit_code == 2
    assert "personnummer" in result.stderr


def test_what_could_not_be_read_ends_with_a_code_of_its_own(people: Path) -> None:
    result = run(people, people.parent / "missing.csv", "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 10
    assert len(told["tables"]) == 1
    assert [missed["reason"] for missed in told["not_scanned"]] == ["finding.source_not_found"]


def test_a_program_is_told_in_json_that_nothing_could_be_opened(tmp_path: Path) -> None:
    result = run(tmp_path / "missing.db", "--json")

    assert result.exit_code == 5
    told = json.loads(result.stdout)
    assert told["tables"] == []
    assert [one["reason"] for one in told["not_scanned"]] == ["finding.source_not_found"]


def test_a_path_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    result = run(tmp_path / "missing.csv")

    assert result.exit_code == 5
    assert result.stdout == ""
    assert "There is no such file or folder" in result.stderr


@pytest.mark.parametrize("scheme", ["postgresql", "hemligt"])
def test_a_password_is_never_repeated(scheme: str) -> None:
    result = run(f"{scheme}://elsa:s3cret@127.0.0.1:1/shop")

    assert result.exit_code in (5, 8)
    assert result.stderr
    assert "s3cret" not in result.stdout + result.stderr


def test_a_url_can_be_typed_unseen(people: Path) -> None:
    result = run("-", "--json", input=f"{people}\n")

    assert result.exit_code == 0
    assert str(people) not in result.stderr
    assert json.loads(result.stdout)["tables"]


def test_names_from_outside_move_no_cursor(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(CSV.replace("mail", "ma\x1b[2Jil"))

    assert "\x1b" not in run(path).stdout
    assert json.loads(run(path, "--json").stdout)["tables"][0]["columns"][2]["type"] == "email"


def test_nothing_is_loaded_that_a_file_does_not_need(people: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(people)], capture_output=True, text=True
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_ctrl_c_prints_what_was_found_and_ends(tmp_path: Path) -> None:
    head, _, rows = CSV.partition("\n")
    (tmp_path / "large.csv").write_text(head + "\n" + rows * 5_000)
    words = [sys.executable, "-m", "lofte", "scan", str(tmp_path), "--json", "--workers", "1"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, process_group=0
    ) as running:
        while not any(children(helper) for helper in children(running.pid)):
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=60)

    assert running.returncode == 130, err
    assert "Traceback" not in err
    assert {missed["reason"] for missed in json.loads(out)["not_scanned"]} == {"stopped"}


def children(pid: int) -> list[int]:
    """The processes a process has started: its helper's children are the workers."""
    try:
        said = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except FileNotFoundError:
        return []
    return [int(child) for child in said.split()]
