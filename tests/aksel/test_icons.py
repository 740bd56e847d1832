import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from aksel import icons

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
PYTHON = sorted(
    file
    for app in ["aksel", "accounts", "caseload", "mentors"]
    for file in (settings.BASE_DIR / app).rglob("*.py")
)
TAG = re.compile(r"\{% (?:icon|tag|button|sort_header|include) .*?%\}")
IN_TAG = re.compile(r'(?:\{% icon |\bicon(?:_left|_right)?=)"(\w+)"')


def name_of(file):
    return str(file.relative_to(settings.BASE_DIR))


def icons_in_python(source):
    """Strings in what is called ICON…, or given as icon= or icons=; of a dict its values."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign):
            named = any("ICON" in ast.unparse(target) for target in node.targets)
        else:
            named = isinstance(node, ast.keyword) and node.arg in {"icon", "icons"}
        if named:
            parts = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
            yield from (part.value for part in parts if isinstance(part, ast.Constant))


needs_npm = pytest.mark.skipif(
    not all(Path(folder).is_dir() for folder in settings.ICON_DIRS), reason="npm has not been run"
)


@pytest.fixture(autouse=True)
def forget_drawings():
    icons.drawing.cache_clear()
    yield
    icons.drawing.cache_clear()


@needs_npm
@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_every_icon_a_template_names_exists(template):
    for found in TAG.findall(template.read_text(encoding="utf-8")):
        assert all(icons.drawing(name) for name in IN_TAG.findall(found))


@needs_npm
@pytest.mark.parametrize("file", PYTHON, ids=name_of)
def test_every_icon_python_names_exists(file):
    names = icons_in_python(file.read_text(encoding="utf-8"))
    assert all(icons.drawing(name) for name in names if name)


@needs_npm
def test_an_unknown_icon_fails():
    with pytest.raises(LookupError):
        icons.svg("NoSuchIcon")


def test_without_npm_an_icon_is_an_empty_picture(settings, tmp_path):
    settings.ICON_DIRS = [tmp_path, tmp_path / "absent"]
    assert icons.svg("Flag").endswith('aria-hidden="true"></svg>')


def test_our_own_icons_need_no_npm(settings):
    settings.ICON_DIRS = [settings.BASE_DIR / "static" / "icons"]
    assert "<path" in icons.svg("Flag")
    assert "<path" in icons.svg("FlagFill")


def test_an_icon_with_a_title_is_an_image_with_that_name():
    assert 'role="img" aria-label="&lt;Followed&gt;"' in icons.svg("Flag", title="<Followed>")


def test_an_icon_without_a_title_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in icons.svg("Flag")
