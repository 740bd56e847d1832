"""The shape of the code base, kept by a test. The reasons are in ARCHITECTURE.md."""

import ast
import re
from pathlib import Path

import pytest

from hybridnav.celery import app as celery_app

ROOT = Path(__file__).parent.parent

MAY_IMPORT = {
    "aksel": set(),
    "accounts": {"aksel"},
    "notifications": {"aksel", "accounts"},
    "caseload": {"aksel", "accounts", "notifications"},
    "mentors": {"aksel", "accounts", "notifications", "caseload"},
    "reflection": {"aksel", "accounts", "notifications", "caseload"},
    "surveys": {"aksel", "accounts", "notifications", "caseload", "mentors"},
    "insight": {
        "aksel",
        "accounts",
        "notifications",
        "caseload",
        "mentors",
        "reflection",
        "surveys",
    },
    "hybridnav": {
        "aksel",
        "accounts",
        "notifications",
        "caseload",
        "mentors",
        "reflection",
        "surveys",
        "insight",
    },
}
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# A mail has no stylesheet beside it, nor has a file of a release.
PAGES = [path for path in TEMPLATES if path.parent.name not in ("mails", "package")]


def python_files(app):
    return [path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


def imported_packages(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            yield node.module.split(".")[0]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)


@pytest.mark.parametrize("app", MAY_IMPORT)
def test_an_app_imports_only_the_apps_below_it(app):
    for path in python_files(app):
        forbidden = set(imported_packages(path)) & set(MAY_IMPORT) - MAY_IMPORT[app] - {app}
        assert not forbidden, f"{path.relative_to(ROOT)} imports {forbidden}"


def view_files():
    return [path for app in MAY_IMPORT for path in python_files(app) if "views" in str(path)]


def test_views_reach_rows_only_through_visible_to():
    assert len(view_files()) > 5
    for path in view_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith(".objects"):
                assert node.attr == "visible_to", f"{path.relative_to(ROOT)}:{node.lineno}"


def test_every_view_says_which_methods_it_takes():
    for path in view_files():
        for node in ast.parse(path.read_text()).body:
            takes_request = isinstance(node, ast.FunctionDef) and node.args.args[:1]
            if takes_request and ast.unparse(node.args.args[0]) == "request: MemberRequest":
                decorators = " ".join(ast.unparse(d) for d in node.decorator_list)
                assert "require_" in decorators, f"{path.relative_to(ROOT)}: {node.name}"


@pytest.mark.parametrize("name", celery_app.conf.beat_schedule)
def test_what_is_on_the_clock_exists(name):
    celery_app.loader.import_default_modules()
    assert celery_app.conf.beat_schedule[name]["task"] in celery_app.tasks


@pytest.mark.parametrize(
    "path",
    [p for p in TEMPLATES if p.name.startswith("_") and "hx-swap" in p.read_text()],
    ids=lambda p: p.name,
)
def test_what_htmx_swaps_has_its_own_name_as_id(path):
    """So that a reader of `hx-target` finds the file. Rows and small forms carry their own id."""
    ids = re.findall(r'id="([\w-]+)', path.read_text())
    assert ids, f"{path.name} has no id to swap"


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(ROOT / "templates")))
def test_a_page_carries_no_inline_style_or_script(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT / "templates")))
def test_an_htmx_link_has_the_same_address_without_javascript(path):
    for link in re.findall(r"<a\s[^>]*hx-get=[^>]*>", path.read_text()):
        assert "href=" in link
