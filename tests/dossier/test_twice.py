"""The same dossier asked of two hands at once, and of a log that lags behind."""

from threading import Event, Thread

import pytest
from django.db import connection

from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.dossier.actions import assemble_dossier as acting
from cellpark.dossier.public import Dossier, assemble_dossier, dossier, dossier_file, request_dossier
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import check_rebuild, make_export, streams_of
from tests.dossier.conftest import Filed
from tests.dossier.test_pages import client_of
from tests.people import HOUSE


def test_whoever_comes_second_waits_and_finds_it_made(filed: Filed, monkeypatch: pytest.MonkeyPatch) -> None:
    """P11-2: a command beside the worker makes one zip, and neither ends with an error of the database."""
    wanted = request_dossier(actor=HOUSE, batch_id=filed.batch.id)
    began, go_on, made, failed = Event(), Event(), [], []

    def slow(_actor: object, _wanted: object) -> bytes:
        made.append(1)
        began.set()
        assert go_on.wait(30)
        return b"zip"

    def second() -> None:
        try:
            with use_scope(EVERYTHING):
                assemble_dossier(actor=HOUSE, dossier_id=wanted.id)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the test shows it
            failed.append(error)
        finally:
            connection.close()

    monkeypatch.setattr(acting, "_made", slow)
    hands = [Thread(target=second), Thread(target=second)]
    hands[0].start()
    assert began.wait(30)
    hands[1].start()
    hands[1].join(0.5)
    go_on.set()
    for each in hands:
        each.join(30)
    assert (failed, made) == ([], [1])
    assert bytes(dossier_file(wanted.id).content) == b"zip"


def test_a_log_that_lags_behind_is_a_sentence_and_the_dossier_can_be_tried_again(
    filed: Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cellpark.ledger.actions.make_export.make_checkpoint", lambda **_: None)
    streams = [stream for stream, _version in streams_of(filed.floor.store.organisation.id)]
    with pytest.raises(Refused, match=r"ledger\.proof\.not_sealed"):
        make_export(actor=HOUSE, streams=streams[:1])
    wanted = request_dossier(actor=HOUSE, batch_id=filed.batch.id)
    with pytest.raises(Refused, match=r"ledger\.proof\.not_sealed"):
        assemble_dossier(actor=HOUSE, dossier_id=wanted.id)
    assert dossier(wanted.id).state == "assembled"
    monkeypatch.undo()
    assemble_dossier(actor=HOUSE, dossier_id=wanted.id)
    assert dossier_file(wanted.id).size > 0


def test_an_assembly_that_breaks_off_four_times_ends_with_a_sentence_and_can_be_asked_for_again(
    filed: Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P11-2: by a fault or a killed process; no dossier is being assembled for ever."""

    def breaks(*_said: object) -> None:
        raise OSError("disk full")

    wanted = request_dossier(actor=HOUSE, batch_id=filed.batch.id)
    monkeypatch.setattr(acting, "files_of", breaks)
    for _attempt in range(4):
        assert dossier(wanted.id).state == "requested"
        with pytest.raises(OSError, match="disk full"):
            assemble_dossier(actor=HOUSE, dossier_id=wanted.id)
    assert (dossier(wanted.id).state, dossier(wanted.id).failure) == ("failed", "dossier.assembly.broke_off")
    client = client_of(filed.floor.quality)
    page = client.get(f"/batches/{filed.batch.id}/dossier").content.decode()
    assert "Assembling the dossier broke off four times" in page
    assert "dossier.assembly.broke_off" in client.get(f"/api/v1/batches/{filed.batch.id}/dossiers").content.decode()
    assert client.post(f"/batches/{filed.batch.id}/dossier", {"idempotency_key": str(new_id())}).status_code == 303
    killed = request_dossier(actor=HOUSE, batch_id=filed.batch.id)
    monkeypatch.undo()
    Dossier.objects.filter(id=killed.id).update(attempts=4)
    assert assemble_dossier(actor=HOUSE, dossier_id=killed.id).failure == "dossier.assembly.broke_off"
    assert [each for each in check_rebuild().differences if each.table == "dossier_dossier"] == []
