"""The journal: written with the change, linked, and unable to be altered without being noticed."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from littlegiant_platform.core import journal
from littlegiant_platform.core.actor import Actor
from littlegiant_platform.core.checking import check_chain
from littlegiant_platform.core.journal import Act, record, record_all
from littlegiant_platform.core.models import ChainHead, Entry

SOMEBODY = Actor("user:1", "org:1", "192.0.2.1", "browser", "r1")


def _some(count: int) -> list[Entry]:
    with transaction.atomic():
        return record_all([Act("thing.done", f"thing:{n}", None, {"n": n}) for n in range(count)], SOMEBODY)


def _forced(sql: str) -> None:
    """Do to the database what its triggers refuse, as somebody with all rights could."""
    from littlegiant_platform.core.append_only import drop_triggers

    with connection.cursor() as cursor:
        drop_triggers(connection)
        cursor.execute(sql)


@pytest.mark.django_db
def test_entries_follow_each_other_without_gaps_and_the_chain_is_whole() -> None:
    _some(3)
    _some(2)
    assert [entry.sequence for entry in Entry.objects.all()] == [1, 2, 3, 4, 5]
    chain = check_chain()
    assert chain.whole and chain.entries == 5


def test_an_act_outside_of_a_transaction_is_refused(unguarded: None) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record(Act("thing.done", "thing:1"), SOMEBODY)


def test_an_act_whose_change_fails_is_not_recorded(unguarded: None) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(Act("thing.done", "thing:1"), SOMEBODY)
        raise ZeroDivisionError
    assert not Entry.objects.exists()
    assert check_chain().whole


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["UPDATE core_entry SET actor = 'x'", "DELETE FROM core_entry"])
def test_the_database_itself_refuses_to_change_or_delete_an_entry(sql: str) -> None:
    _some(1)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert check_chain().whole


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        """UPDATE core_entry SET after = '{"n":7}' WHERE sequence = 3""",
        "UPDATE core_entry SET actor = 'user:2' WHERE sequence = 3",
        "UPDATE core_entry SET at = '2020-01-01 00:00:00' WHERE sequence = 3",
        "UPDATE core_entry SET previous = digest WHERE sequence = 3",
        "DELETE FROM core_entry WHERE sequence = 3",
    ],
)
def test_the_first_link_that_was_broken_by_force_is_named(sql: str) -> None:
    _some(5)
    _forced(sql)
    chain = check_chain()
    assert (chain.broken, chain.entries) == (3, 2)
    assert chain.fault is not None


@pytest.mark.django_db
def test_entries_cut_off_at_the_end_are_noticed() -> None:
    _some(5)
    _forced("DELETE FROM core_entry WHERE sequence > 3")
    assert check_chain().broken == 4
    ChainHead.objects.all().delete()
    assert check_chain().broken == 4


@pytest.mark.django_db
def test_a_clock_that_is_set_back_does_not_turn_the_order_around(monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime

    first = _some(1)[0]
    monkeypatch.setattr(journal.clock, "now", lambda: first.at - datetime.timedelta(days=1))
    assert _some(1)[0].at == first.at
