"""Serves a project's webapps and dashboards as a DSS does, on this machine only."""
from __future__ import annotations

from .dashboards import Box, Dashboard, Tile
from .host import Host
from .webapps import Webapp

__all__ = ["Box", "Dashboard", "Host", "Tile", "Webapp"]
