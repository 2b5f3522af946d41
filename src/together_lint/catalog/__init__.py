"""The model catalogue: what Together lists, serves, has removed and will remove, and how that is known.

    status, entries, sightings, lifecycle   what is known of one model, and how it is read
    knowledge, lifetimes, resolve           from all sources to one status
    bundled, snapshot, memory, cache        what is kept: with the release, and on disk
    addresses, hosts, network, client,
    refresh                                 asking the service
    opening, remembering, given, options    which of these a run goes by
    model_catalog, answers, names, choices  the answers that rules get
    commands, display                       `together-lint catalog …`

Nothing here knows of source code, settings or rules. httpx is only imported when the network is used,
and what most runs do not need (all but `opening`, `options`, `model_catalog`, `bundled`) when it is needed.
"""

from __future__ import annotations

from together_lint.catalog.model_catalog import Catalog
from together_lint.catalog.opening import open_catalog
from together_lint.catalog.options import CatalogOptions, options_from

__all__ = ["Catalog", "CatalogOptions", "open_catalog", "options_from"]
