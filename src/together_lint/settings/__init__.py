"""Settings: finding, reading, checking and merging them, and what is in force for each file."""

from __future__ import annotations

from together_lint.settings.policy import OFF_BY_DEFAULT, SIZE_CLASSES, Bounds, PathOverride, Settings
from together_lint.settings.tree import SettingsTree, has_settings, load

__all__ = [
    "OFF_BY_DEFAULT",
    "SIZE_CLASSES",
    "Bounds",
    "PathOverride",
    "Settings",
    "SettingsTree",
    "has_settings",
    "load",
]
