"""The front matter of a page."""

from datetime import time
from typing import Any

from apicodes.catalog import Catalog
from apicodes.targets.docusaurus.options import Options


def front_matter(catalog: Catalog, options: Options) -> dict[str, Any]:
    """Return the front matter: the settings', and what it has where they do not say."""
    matter = {**options.front_matter}
    matter.setdefault("title", catalog.title)
    if options.edit_url is not None:
        matter.setdefault("custom_edit_url", options.edit_url)
    return matter


def read_back(catalog: Catalog, options: Options) -> dict[str, Any]:
    """Return what YAML reads of the front matter, as the fields of a reading."""
    matter = front_matter(catalog, options)
    return {f"front matter: {name}": _as_yaml(value) for name, value in matter.items()}


def _as_yaml(value: Any) -> Any:
    """Return a value of the settings as YAML has it, which has no time of day."""
    match value:
        case dict():
            return {name: _as_yaml(item) for name, item in value.items()}
        case list():
            return [_as_yaml(item) for item in value]
        case time():
            return value.isoformat()
        case _:
            return value
