"""In every fault the poisoned document has its code and every other document its rows; the docs show the same."""

from __future__ import annotations

import pytest

from tests.faults import FAULTS, GOOD, PAGE, Fault, Outcome, page, run_suite


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return run_suite(tmp_path_factory.mktemp("faults") / "suite")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_poisoned_document_costs_itself_alone(fault: Fault, outcome: Outcome) -> None:
    assert outcome.documents[fault.name] == (fault.status, fault.code)


def test_every_other_document_has_its_rows(outcome: Outcome) -> None:
    assert len(outcome.targets) == GOOD
    assert set(outcome.targets.values()) == {1}
    assert len(outcome.documents) == GOOD + len(FAULTS)


def test_every_failure_says_what_to_do(outcome: Outcome) -> None:
    told = outcome.report.failures
    assert len(told) == sum(fault.code is not None for fault in FAULTS)
    assert all(failure.error.endswith(".") for failure in told)


def test_nothing_is_left_behind(outcome: Outcome) -> None:
    assert outcome.left == {"documents", "journal.sqlite", "lock", "output.json", "records", "runs"}


def test_the_page_of_faults_is_what_the_suite_gives(outcome: Outcome) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(outcome)
