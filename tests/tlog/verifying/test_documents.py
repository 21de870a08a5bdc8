import pytest

from tlog.verifying.documents import Documents
from tlog.verifying.told import Told

ONE, OTHER = "1" * 32, "2" * 32
REGISTERED, CORRECTED = Told("document.registered", ONE, "A"), Told("document.corrected", ONE, "A")
WITHDRAWN = Told("document.withdrawn", ONE, "A")
ROW = {"object": ONE, "organ": "A", "forms": 1, "form": 1, "stands": True}


def found(*told, rows=(ROW,)):
    documents = Documents()
    for one in told:
        documents.tell(one)
    return [(kind, obj) for kind, obj, _chinese, _english in documents.compare(rows)]


def test_a_document_that_is_as_it_was_registered_holds():
    assert found(REGISTERED) == []
    assert found(REGISTERED, CORRECTED, rows=[ROW | {"forms": 2, "form": 2}]) == []
    assert found(REGISTERED, WITHDRAWN, rows=[ROW | {"stands": False}]) == []


@pytest.mark.parametrize(
    "change", [{"organ": "B"}, {"forms": 2}, {"form": None}, {"stands": False}]
)
def test_one_of_another_organ_or_form_or_taken_off_without_an_entry_is_found(change):
    assert found(REGISTERED, rows=[ROW | change]) == [("document", ONE)]


def test_one_without_an_entry_and_one_that_is_gone_are_found():
    assert found(REGISTERED, rows=[ROW | {"object": OTHER}]) == [
        ("document_not_logged", OTHER),
        ("document_gone", ONE),
    ]
    assert found(WITHDRAWN, rows=[]) == []
