"""What the site has beside docs/: the changelog, the published schemas, every rule in the menu."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

TOP = Path(__file__).resolve().parent.parent
SCHEMAS = TOP / "src" / "together_lint" / "schemas"
INDEX_OF_RULES = "rules/README.md"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """List every rule below the page of all rules."""
    rules = [f"rules/{page.name}" for page in sorted((TOP / "docs" / "rules").glob("TL*.md"))]
    _section_of(config.nav, INDEX_OF_RULES).extend(rules)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is kept elsewhere in the repository."""
    files.append(File.generated(config, "changelog.md", content=(TOP / "CHANGELOG.md").read_text("utf-8")))
    for schema in sorted(SCHEMAS.glob("*.schema.json")):
        files.append(File.generated(config, schema.name, abs_src_path=str(schema)))
    return files


def _section_of(nav: Any, page: str) -> list[Any]:
    """The list of the menu that a page stands in."""
    waiting = [nav]
    while waiting:
        entries = waiting.pop()
        if page in entries:
            found: list[Any] = entries
            return found
        waiting += [section for entry in entries if isinstance(entry, dict) for section in entry.values()]
        waiting = [each for each in waiting if isinstance(each, list)]
    raise KeyError(page)
