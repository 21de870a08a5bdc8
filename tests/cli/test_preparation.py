import gettext

import pytest

from mingtang_cli import messages
from tests.cli import toy

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "公开"
msgstr "disclosure"
"""


def managed(checkout):
    path = checkout / "var" / "managed.txt"
    return path.read_text().splitlines() if path.exists() else []


def times_migrated(checkout):
    return sum(line.startswith("migrate") for line in managed(checkout))


@pytest.fixture
def used(checkout):
    """A checkout whose database is there."""
    toy.run(checkout, "import", "organs")
    assert times_migrated(checkout) == 1
    return checkout


def test_the_database_is_brought_up_to_date_once(used):
    toy.run(used, "import", "organs")

    assert times_migrated(used) == 1


def test_a_new_migration_is_applied(used):
    folder = used / "mingtang" / "toys" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_initial.py").write_text("# tables")

    toy.run(used, "import", "organs")

    assert times_migrated(used) == 2


def test_a_database_that_was_put_back_is_looked_at_again(used):
    database = used / "var" / "mingtang.sqlite3"
    database.rename(used / "old")
    database.write_bytes((used / "old").read_bytes())

    toy.run(used, "import", "organs")

    assert times_migrated(used) == 2


def test_a_database_server_is_always_asked(used):
    toy.run(used, "import", "organs", DATABASE_URL="postgresql://db/mt")

    assert times_migrated(used) == 2


def test_a_memory_that_cannot_be_read_is_done_without(used):
    (used / "var" / ".prepared.json").write_text("{")

    assert toy.run(used, "import", "organs").returncode == 0
    assert times_migrated(used) == 2


def test_a_database_that_refuses_is_one_clear_line(checkout):
    manage = checkout / "manage.py"
    manage.write_text("raise SystemExit(1)")

    refused = toy.run(checkout, "import", "organs")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "DATABASE_URL" in refused.stderr


def test_a_persons_own_command_finds_its_database_reads_and_writes(checkout):
    said = toy.run(checkout, "manage", "echo")

    assert said.stdout == "\n"
    assert [command.split()[0] for command in managed(checkout)] == ["migrate", "echo"]


def test_words_are_compiled_whole_or_not_at_all(tmp_path):
    source = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO)

    messages.compile_file(source)

    with source.with_suffix(".mo").open("rb") as made:
        assert gettext.GNUTranslations(made).gettext("公开") == "disclosure"
    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]
