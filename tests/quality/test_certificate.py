"""The certificate of analysis: both languages, sealed by the site, invalid when one byte changes."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from cellpark.base.time import now
from cellpark.base.typesetting import typeset
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import document_key
from cellpark.quality import public as quality
from cellpark.quality.paper.certificate import certificate_data
from cellpark.quality.paper.sealing import sealed, signed_by_site
from tests.batches.test_gates import codes
from tests.quality.laboratory import Laboratory


def test_the_certificate_lists_results_in_both_languages_and_bears_the_sites_signature(lab: Laboratory) -> None:
    """211-194a, P11-8b: PDF/A with a PAdES signature that pyHanko finds whole; one byte more or less and it is not."""
    batch = lab.running()
    with pytest.raises(Refused) as nothing:
        quality.certificate(batch.id, "en")
    assert codes(nothing) == ["quality.certificate.nothing"]
    lab.approved()
    sample = lab.received(batch)
    lab.measured(lab.ordered_test(sample, "car_pos"), "23.4")
    with pytest.raises(Refused) as tongue:
        quality.certificate(batch.id, "fr")
    assert codes(tongue) == ["quality.certificate.language"]
    english, chinese = quality.certificate(batch.id, "en"), quality.certificate(batch.id, "zh")
    assert (english != chinese, english[:8], b"pdfaid" in english) == (True, b"%PDF-1.7", True)
    field = PdfFileReader(BytesIO(english)).embedded_signatures[0]
    assert field.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert field.signer_cert.sha256.hex() == document_key().fingerprint
    assert quality.signed_by_site(english)
    assert quality.signed_by_site(chinese)
    middle = len(english) // 3
    assert not quality.signed_by_site(english[:middle] + bytes([english[middle] ^ 1]) + english[middle + 1 :])
    assert not quality.signed_by_site(english + b"\n")
    assert not quality.signed_by_site(b"%PDF-1.7")


def test_a_paper_is_sealed_where_an_event_loop_already_runs(tmp_path: Path) -> None:
    """P11-8b: a server that answers from inside a loop signs and checks the same papers."""
    template = tmp_path / "paper.typ"
    template.write_text("One line.")
    paper = typeset(template, {}, at=now(), lang="en")

    async def sealed_and_checked() -> bool:
        return signed_by_site(sealed(paper, reason="Test"))

    # in a thread of its own: a browser of another test may keep a loop in this one
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(lambda: asyncio.run(sealed_and_checked())).result()


def test_the_certificate_says_what_is_open(lab: Laboratory) -> None:
    """T13: an unfinished certificate is not taken for a finished one."""
    specification = lab.approved()
    batch = lab.running()
    sample = lab.received(batch)
    lab.measured(lab.ordered_test(sample, "car_pos"), "23.4")
    views = quality.result_views(batch.id)
    data = certificate_data(batch, specification, views, lab.floor.clock.now())
    rows = [(row["name"], row["criterion"], row["value"], row["verdict"]) for row in data["stages"][0]["rows"]]
    assert rows == [
        ("CAR positive cells", "car_pos >= 10 %", "23.4 %", "Passes"),
        ("Sterility", 'sterility == "no growth"', "\u2013", "No result yet"),
    ]
    assert data["notes"] == ["Open:", "Sterility of sample S-1 has no result yet."]
    assert data["facts"][0] == {"term": "Product", "value": "FP-0001", "code": True}
