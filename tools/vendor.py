"""Take the few files that the pages use out of packages of the npm registry, with licence and hashes.

Run ``npm pack @tabler/core @tabler/icons htmx.org echarts`` in an empty folder, then
``python tools/vendor.py FOLDER``. Each library lands in ``static/vendor/<name>-<version>/`` with a ``vendor.json``
that names every file and its SHA-256; ``tests/look/test_vendored_files.py`` compares them for ever after. Change a
version in ``LIBRARIES`` and the ``{% static %}`` paths in the templates together. Standard library only.
"""

import hashlib
import json
import re
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).parents[1] / "src/cellpark/web/pages/static"
SOURCE_MAP = re.compile(rb"\s*/\*# sourceMappingURL=[^*]*\*/\s*$")  # names a file that we do not ship


@dataclass(frozen=True)
class Library:
    """One npm package and what we take from it: ``{path in the package: our file name}``."""

    package: str
    version: str
    licence: str
    files: dict[str, str]

    @property
    def tarball(self) -> str:
        """The name that ``npm pack`` gives."""
        return f"{self.package.removeprefix('@').replace('/', '-')}-{self.version}.tgz"

    @property
    def folder(self) -> Path:
        """Where it is kept; the version in the path lets browsers keep it for ever."""
        return STATIC / "vendor" / self.tarball.removesuffix(".tgz")


LIBRARIES = (
    Library("@tabler/core", "1.6.1", "MIT", {"dist/css/tabler.min.css": "tabler.min.css"}),
    Library("htmx.org", "4.0.1", "0BSD", {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE"}),
    Library(
        "echarts",
        "6.1.0",
        "Apache-2.0",
        {
            "dist/echarts.min.js": "echarts.min.js",
            "LICENSE": "LICENSE",
            "NOTICE": "NOTICE",
            "licenses/LICENSE-d3": "LICENSE-d3",
        },
    ),
)
ICONS = Library("@tabler/icons", "3.51.0", "MIT", {"LICENSE": "LICENSE"})
ICON_LIST = STATIC / "vendor" / "icons.txt"


def read(tarball: Path, path: str) -> bytes:
    """One file of a package."""
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(f"package/{path}")
        assert member is not None, f"{path} is not in {tarball.name}"
        return member.read()


def sprite(tarball: Path) -> bytes:
    """All icons of ``icons.txt`` as one SVG file of symbols, named as the icons are."""
    symbols = []
    for name in ICON_LIST.read_text(encoding="utf-8").split():
        svg = read(tarball, f"icons/outline/{name}.svg").decode()
        body = re.sub(r"\s+", " ", svg[svg.index(">") + 1 : svg.rindex("</svg>")]).strip()
        body = body.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "").replace("> <", "><").strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>')
    return ('<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n").encode()


def keep(library: Library, files: dict[str, bytes]) -> None:
    """Write the files and the ``vendor.json`` beside them."""
    library.folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (library.folder / name).write_bytes(data)
    # @tabler/core comes without its licence; we keep that of its repository beside it
    kept = sorted(path for path in library.folder.iterdir() if path.name != "vendor.json")
    hashes = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}
    about = {
        "name": library.package,
        "version": library.version,
        "licence": library.licence,
        "source": f"https://www.npmjs.com/package/{library.package}/v/{library.version}",
        "files": hashes,
    }
    (library.folder / "vendor.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


def main(folder: Path) -> None:
    """Vendor every library from the tarballs in ``folder``."""
    for library in LIBRARIES:
        tarball = folder / library.tarball
        keep(library, {ours: SOURCE_MAP.sub(b"\n", read(tarball, path)) for path, ours in library.files.items()})
    tarball = folder / ICONS.tarball
    keep(ICONS, {"icons.svg": sprite(tarball), "LICENSE": read(tarball, "LICENSE")})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
