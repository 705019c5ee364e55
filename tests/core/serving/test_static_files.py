"""What collectstatic writes in production."""

import gzip
import re
from pathlib import Path

import brotli
from django.core.files.storage import FileSystemStorage

from core.serving.static_files import IMPORT, SCRIPT_IMPORT, ProductionFilesStorage
from tests.demo_site import ROOT

TEXT = "body { color: red }\n" * 40


def collected(folder: Path, files: dict[str, str]) -> dict[str, str]:
    """Process ``files`` as collectstatic does; the name of each with its hash."""
    storage = ProductionFilesStorage(location=str(folder), base_url="/static/")
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    source = FileSystemStorage(location=str(folder))
    paths = {name: (source, name) for name in files}
    return {name: hashed for name, hashed, _processed in storage.post_process(paths) if hashed}


def test_texts_lie_beside_themselves_compressed(tmp_path: Path) -> None:
    names = collected(tmp_path, {"css/site.css": TEXT, "fonts/one.woff2": TEXT, "css/tiny.css": "a {}"})
    copy = tmp_path / f"{names['css/site.css']}.gz"
    assert gzip.decompress(copy.read_bytes()).decode() == TEXT
    smaller = copy.with_suffix(".br")
    assert brotli.decompress(smaller.read_bytes()).decode() == TEXT
    copies = [path.name for ending in ("*.gz", "*.br") for path in tmp_path.rglob(ending)]
    assert copies == [copy.name, smaller.name]


def test_a_copy_holds_what_addresses_in_the_file_became(tmp_path: Path) -> None:
    sheet = f'.a {{ background: url("drawing.svg") }}\n{TEXT}'
    names = collected(tmp_path, {"css/site.css": sheet, "css/drawing.svg": "<svg/>"})
    copy = gzip.decompress((tmp_path / f"{names['css/site.css']}.gz").read_bytes()).decode()
    assert Path(names["css/drawing.svg"]).name in copy


def test_an_unchanged_file_is_not_compressed_again(tmp_path: Path) -> None:
    names = collected(tmp_path, {"css/site.css": TEXT})
    copy = tmp_path / f"{names['css/site.css']}.gz"
    copy.write_bytes(b"stands")
    collected(tmp_path, {"css/site.css": TEXT})
    assert copy.read_bytes() == b"stands"


def test_the_sheets_of_every_page_are_joined_in_their_order(tmp_path: Path) -> None:
    site = '/* All of it. */\n@import url("first.css");\n@import url("second.css");\n'
    first = f'/* Why. */\n.a {{ background: url("drawing.svg") }}\n{TEXT}'
    files = {
        "css/site.css": site,
        "css/first.css": first,
        "css/second.css": ".b {}",
        "css/drawing.svg": "<svg/>",
    }
    names = collected(tmp_path, files)
    joined = (tmp_path / names["css/site.css"]).read_text()
    assert "@import" not in joined
    assert "Why." not in joined
    assert Path(names["css/drawing.svg"]).name in joined
    assert joined.index("color: red") < joined.index(".b {}")
    assert "color: red" in gzip.decompress((tmp_path / f"{names['css/site.css']}.gz").read_bytes()).decode()


def test_scripts_are_joined_each_with_names_of_its_own(tmp_path: Path) -> None:
    files = {
        "js/all.js": '/* All of it. */\nimport "./parts/one.js";\nimport "./parts/two.js";\n',
        "js/parts/one.js": "/* Why\n   so. */\n\nconst name = 1;\n  /** What. */\n",
        "js/parts/two.js": 'const name = "/* 2 */";\n',
    }
    names = collected(tmp_path, files)
    joined = (tmp_path / names["js/all.js"]).read_text()
    assert joined == '/* All of it. */\n{\n\nconst name = 1;\n}\n{\nconst name = "/* 2 */";\n}\n'


def test_joined_scripts_exist_and_import_nothing_themselves() -> None:
    folder = ROOT / "site" / "static" / "js"
    parts = [
        folder / part for script in folder.glob("*.js") for part in SCRIPT_IMPORT.findall(script.read_text())
    ]
    assert len(parts) >= 5
    for part in parts:
        script = part.read_text()
        assert not re.search(r"^(import|export)\b", script, re.MULTILINE), part
        over_lines = [line for line in script.splitlines() if line.count("`") % 2]
        assert over_lines == [], "a text over several lines would lose its indentation"


def test_joined_sheets_import_sheets_that_exist() -> None:
    folder = ROOT / "site" / "static" / "css"
    found = {path.name: path.read_text() for path in folder.glob("*.css")}
    joined = {name: IMPORT.findall(text) for name, text in found.items() if "@import" in text}
    assert joined["site.css"][0] == "tokens.css"  # which says in which order the layers count
    for name, sheets in joined.items():
        assert [sheet for sheet in sheets if sheet not in found] == []
        assert found[name].count("@import") == len(sheets)
        assert [sheet for sheet in sheets if sheet in joined] == [], "imports are joined one level deep"
