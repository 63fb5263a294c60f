"""verify.html checks the same export in a browser without a network (P11-2)."""

import pytest

from cellpark.ledger.export.bundle import bundle
from cellpark.ledger.export.pages import shipped
from tests.ledger.exports import FURTHER, KEY, STRANGER, changed, contents, flipped, program, sound, unpacked
from tests.ledger.test_export_program import bomb, edit, remade, replaced

pytestmark = pytest.mark.browser
FILES = sorted(unpacked(sound()))


@pytest.fixture(scope="module")
def page(chromium, tmp_path_factory):
    """The page opened from a file, offline; any request or message in the console fails the test."""
    path = tmp_path_factory.mktemp("page") / "verify.html"
    path.write_text(shipped("verify.html"), "utf-8")
    context = chromium.new_context(offline=True)
    opened, seen = context.new_page(), []
    opened.on("console", lambda message: seen.append(message.text))
    opened.on("pageerror", lambda error: seen.append(str(error)))
    opened.on("request", lambda request: seen.append(request.url) if request.url != path.as_uri() else None)
    opened.goto(path.as_uri())
    yield opened
    assert seen == []
    context.close()


@pytest.fixture
def checked(page, tmp_path):
    """The verdict's code and class, and the codes and English words of the list."""

    def run(data, key=KEY):
        path = tmp_path / "export.zip"
        path.write_bytes(data)
        page.fill("#key", key or "")
        page.set_input_files("#file", [])
        page.set_input_files("#file", path)
        page.locator("#verdict:not([data-code=working])").wait_for()
        verdict = page.locator("#verdict").get_attribute("data-code")
        items = page.locator("#list li").evaluate_all(
            "all => all.map(one => [one.dataset.code, one.className, one.querySelector('small').textContent])"
        )
        page.evaluate("document.getElementById('verdict').dataset.code = 'working'")
        return verdict, items

    return run


def codes(items, kind="fault"):
    return [code for code, name, _ in items if name == kind]


def test_a_sound_export_is_sound(checked):
    verdict, items = checked(sound())
    assert verdict == "sound"
    assert [code for code in codes(items, "remark") if code != "not_checked"] == ["given_key", "cosigned", "summary"]
    assert items[-1][2].startswith("9 entries of 3 records are unchanged and complete")


def test_without_a_key_it_warns(checked):
    verdict, items = checked(sound(), key=None)
    assert verdict == "sound"
    assert codes(items, "warning") == ["embedded_key"]


@pytest.mark.parametrize("name", FILES)
def test_one_changed_bit_in_any_file_is_found_as_verify_py_finds_it(checked, tmp_path, name):
    for at in (0.0, 0.5, 1.0):
        data = changed(sound(), **{name.replace(".", "__"): flipped(at)})
        (tmp_path / "same.zip").write_bytes(data)
        _, said = program().check(str(tmp_path / "same.zip"), KEY)
        verdict, items = checked(data)
        assert verdict == "unsound"
        assert codes(items) == [code for code, _ in said.faults][:20]


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(checked, name):
    verdict, items = checked(changed(sound(), **{name.replace(".", "__"): None}))
    assert (verdict, [words for _, _, words in items]) == ("unsound", [f"The file {name} is missing from the export."])


def test_an_edited_entry_is_named_with_line_stream_and_version(checked):
    _, items = checked(remade(edit(2, b'"number":3', b'"number":9')))
    assert [words.split(",")[:3] for _, name, words in items if name == "fault"] == [
        ["events.jsonl", " line 3: batch/1", " version 3"],
        ["events.jsonl", " line 4: batch/1", " version 4"],
    ]


def test_further_files_are_listed_with_their_state_and_the_first_broken_thing_is_named(checked, page):
    data = sound(attached=FURTHER)
    verdict, items = checked(data)
    assert (verdict, "attached" in codes(items, "remark")) == ("sound", True)
    states = "all => all.map(one => [one.dataset.path, one.className])"
    assert page.locator("#contents li").evaluate_all(states) == [["index.html", "whole"], ["raw/counts.csv", "whole"]]
    verdict, items = checked(replaced(data, "raw/counts.csv", b"other"))
    assert (verdict, codes(items)) == ("unsound", ["file_hash"])
    assert page.locator("#contents li.fault").get_attribute("data-path") == "raw/counts.csv"
    first = page.locator("#verdict p small").text_content()
    assert first == "The first broken thing: raw/counts.csv was changed after the export was made."


def test_forgeries_are_caught(checked):
    assert "manifest_signature" in codes(checked(bundle(contents(), STRANGER))[1])
    assert "checkpoint_signature" in codes(checked(sound(note_keys=(STRANGER,)))[1])


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "not_zip"),
        (lambda: b"PK\x03\x04 not really a zip, whatever it says", "not_zip"),
        (lambda: sound()[: len(sound()) // 2], "not_zip"),
        (lambda: sound()[:-100], "not_zip"),
        (bomb, "too_large"),
    ],
)
def test_a_bad_zip_is_one_sentence(checked, make, code):
    assert checked(make()) == (code, [])


def test_a_wrong_key_is_one_sentence(checked):
    assert checked(sound(), key="nonsense") == ("bad_key", [])


def test_a_dropped_file_is_checked(page):
    page.fill("#key", "")
    page.evaluate(
        """bytes => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(bytes)], "dropped.zip"));
          document.getElementById("drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
        }""",
        list(sound()),
    )
    page.locator("#verdict[data-code=sound]").wait_for()
