"""Turns a plugin's webapp and the values of its parameters into a page and a backend under the addresses of a DSS."""
from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sandbox.code_env import check_code_env
from sandbox.plugin import WebappFiles, load_plugin, named_params
from sandbox.project import Project
from sandbox.recipe_settings import fill_config
from sandbox.run_spec import RunSpec

from .backend_process import BackendProcess
from .webapp_page import webapp_page

_ID_LENGTH = 8


class Webapp:
    """One webapp of the project; made by `Host.add_webapp`.

    Parameters
    ----------
    project : Project
        Whose datasets it reads.
    plugin : Path
        The plugin's folder.
    component : str
        Folder of the webapp in the plugin.
    config : mapping of str to object
        Values of its parameters; absent ones get the descriptor's default.
    name : str
        How users call it.

    Attributes
    ----------
    id : str
        Eight characters, the same for the same name.
    config : dict
        The values as page and backend receive them.
    """

    def __init__(
        self, project: Project, plugin: Path, component: str, config: Mapping[str, Any], name: str
    ) -> None:
        loaded = load_plugin(plugin)
        check_code_env(loaded)
        self.name, self.project_key, self.plugin = name, project.key, loaded
        self.id = hashlib.sha256(name.encode()).hexdigest()[:_ID_LENGTH]
        self.files: WebappFiles = loaded.webapp(component)
        self.config, _ = fill_config(self.files.params, config)
        self._backend: BackendProcess | None = None
        if self.files.has_backend:
            spec = RunSpec(
                project=str(project.folder), plugin=str(loaded.folder), config=self.config,
                plugin_config=fill_config(named_params(loaded.descriptor), {})[0],
            )
            self._backend = BackendProcess(component, self.files.backend, spec)

    @property
    def path(self) -> str:
        """Address of its stand-alone page, below the host's."""
        return f"/webapps/{self.project_key}/{self.id}"

    @property
    def backend_path(self) -> str:
        """Address of its backend, below the host's, without a slash at its end."""
        return f"/web-apps-backends/{self.project_key}/{self.id}"

    @property
    def backend_port(self) -> int | None:
        """Port on which its backend listens; None while it does not run."""
        return self._backend.port if self._backend is not None and self._backend.is_running else None

    @property
    def process_id(self) -> int | None:
        """Id of its backend's process; None while it does not run."""
        return self._backend.process_id if self._backend is not None else None

    @property
    def log_path(self) -> Path | None:
        """Where its backend's log lies while the host runs; None without a backend."""
        return self._backend.log_path if self._backend is not None else None

    @property
    def log_text(self) -> str:
        """All that its backend printed since it was last started."""
        return self._backend.log_text if self._backend is not None else ""

    def page(self) -> str:
        """Return its page as one HTML document."""
        return webapp_page(self.files, self.name, self.config, self.backend_path)

    def start(self) -> None:
        """Start its backend, and wait until it is ready."""
        if self._backend is not None:
            self._backend.start()

    def stop(self) -> None:
        """Stop its backend."""
        if self._backend is not None:
            self._backend.stop()

    def kill(self) -> None:
        """End its backend at once, as a crash does."""
        if self._backend is not None:
            self._backend.kill()

    def restart(self) -> None:
        """Stop its backend and start it again, with the code that lies there now; its addresses stay."""
        self.stop()
        self.start()

    def close(self) -> None:
        """Stop its backend for good."""
        if self._backend is not None:
            self._backend.close()
