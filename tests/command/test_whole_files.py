"""What a command writes is there whole or not at all."""

from pathlib import Path

import pytest

from cellpark.command.whole import write_whole


def test_a_full_disk_leaves_what_was_there_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """P11-2: nobody takes half a dossier for a whole one."""
    place = tmp_path / "dossier.zip"
    write_whole(place, b"first")
    assert (place.read_bytes(), place.stat().st_mode & 0o777) == (b"first", 0o600)

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(place, b"second")
    assert [each.name for each in tmp_path.iterdir()] == ["dossier.zip"]
    assert place.read_bytes() == b"first"
