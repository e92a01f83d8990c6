"""Turns a project, webapps of plugins and dashboards into a web site with the addresses of a DSS."""
from __future__ import annotations

import json
import mimetypes
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from flask import Flask, Response, abort, request, send_from_directory

from sandbox.errors import ProjectError, ServingError, shown
from sandbox.project import Project, check_name

from .dashboards import Dashboard
from .facets import Facets
from .proxy import forward
from .web_server import WebServer
from .webapps import Webapp

_PAGES = Path(__file__).resolve().parent.parent / "pages"
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
# What a machine's own registry of types may lack or have wrong; a browser runs no module of another type.
for _ending, _type in ((".js", "text/javascript"), (".wasm", "application/wasm"), (".svg", "image/svg+xml")):
    mimetypes.add_type(_type, _ending)


class Host:
    """The web site of one project, on this machine only, from when it is made until `close`.

    Parameters
    ----------
    project : Project
        Whose webapps and dashboards it serves.
    port : int
        Wished for; the next free one is taken where it is in use. 0: any free one.
    """

    def __init__(self, project: Project, port: int = 0) -> None:
        self._project = project
        self._webapps: dict[str, Webapp] = {}
        self._dashboards: dict[str, Dashboard] = {}
        self._facets = Facets(project)
        self._server = WebServer(self._make_app(), port)

    @property
    def url(self) -> str:
        """Its address, without a slash at its end."""
        return self._server.url

    def add_webapp(self, plugin: Path, component: str, config: Mapping[str, Any], name: str) -> Webapp:
        """Make a webapp of a plugin and start its backend.

        Parameters
        ----------
        plugin : Path
            The plugin's folder.
        component : str
            Folder of the webapp in the plugin.
        config : mapping of str to object
            Values of its parameters.
        name : str
            How users call it; not yet taken.

        Returns
        -------
        Webapp
            Running.

        Raises
        ------
        PluginError, CodeEnvError, ServingError
            Before anything starts.
        WebappFailed
            When its backend does not start.
        """
        webapp = Webapp(self._project, plugin, component, config, name)
        if webapp.id in self._webapps:
            raise ServingError(f"There is a webapp called {shown(name)} already.")
        webapp.start()
        self._webapps[webapp.id] = webapp
        return webapp

    def add_dashboard(self, dashboard: Dashboard) -> str:
        """Serve a dashboard; return its address.

        Raises
        ------
        ServingError
            When its id is taken, or a tile shows a webapp that is not there.
        ProjectError
            When its id is unsafe, or its dataset does not exist.
        """
        check_name(dashboard.id, "dashboard")
        self._project.dataset(dashboard.dataset)
        if dashboard.id in self._dashboards:
            raise ServingError(f"There is a dashboard {dashboard.id} already.")
        for tile in dashboard.tiles:
            if tile.webapp not in self._webapps:
                raise ServingError(f"A tile of dashboard {dashboard.id} shows webapp {tile.webapp}, which is not here.")
        self._dashboards[dashboard.id] = dashboard
        return f"{self.url}/dashboards/{self._project.key}/{dashboard.id}"

    def close(self) -> None:
        """Stop all backends and the web site."""
        for webapp in self._webapps.values():
            webapp.close()
        self._server.close()

    def __enter__(self) -> Host:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _make_app(self) -> Flask:
        app = Flask("sandbox", static_folder=None)
        key = self._project.key
        app.add_url_rule(f"/webapps/{key}/<webapp_id>", view_func=self._webapp_page)
        app.add_url_rule(f"/web-apps-backends/{key}/<webapp_id>/", view_func=self._backend, methods=_METHODS)
        app.add_url_rule(f"/web-apps-backends/{key}/<webapp_id>/<path:path>", view_func=self._backend, methods=_METHODS)
        app.add_url_rule("/plugins/<plugin_id>/resource/<path:path>", view_func=self._resource)
        app.add_url_rule(f"/dashboards/{key}/<dashboard_id>", view_func=self._dashboard_page)
        app.add_url_rule(f"/dashboards/{key}/<dashboard_id>/facet", view_func=self._facet)
        app.add_url_rule("/sandbox/<path:path>", view_func=_page_file)
        app.register_error_handler(ProjectError, _problem)
        return app

    def _webapp(self, webapp_id: str) -> Webapp:
        # DSS writes a name behind the id, which may change; only the id counts.
        return self._webapps.get(webapp_id[:8]) or abort(404)

    def _webapp_page(self, webapp_id: str) -> Response:
        return _not_cached(Response(self._webapp(webapp_id).page(), mimetype="text/html"))

    def _backend(self, webapp_id: str, path: str = "") -> Response:
        webapp = self._webapp(webapp_id)
        # As it came, quotes and query too: Flask has decoded the path it hands over.
        raw = request.environ["RAW_URI"]
        return forward(request, webapp.backend_port, raw.partition(f"/{webapp_id}/")[2])

    def _resource(self, plugin_id: str, path: str) -> Response:
        folders = [webapp.plugin.folder for webapp in self._webapps.values() if webapp.plugin.id == plugin_id]
        return _not_cached(send_from_directory(folders[0] / "resource", path)) if folders else abort(404)

    def _dashboard(self, dashboard_id: str) -> Dashboard:
        return self._dashboards.get(dashboard_id) or abort(404)

    def _dashboard_page(self, dashboard_id: str) -> Response:
        dashboard = self._dashboard(dashboard_id)
        configs = {webapp.id: webapp.config for webapp in self._webapps.values()}
        told = dashboard.document(self._project.key, self._project.read_schema(dashboard.dataset), configs)
        # In a script element nothing but "<" could end the JSON.
        facts = json.dumps(told).replace("<", "\\u003c")
        page = (_PAGES / "dashboard.html").read_text(encoding="utf-8").replace("{{dashboard}}", facts)
        return _not_cached(Response(page, mimetype="text/html"))

    def _facet(self, dashboard_id: str) -> Response:
        asked = request.args
        dataset = self._dashboard(dashboard_id).dataset
        found = self._facets.facet(dataset, asked.get("column", ""), asked.get("part", ""), asked.get("search", ""))
        return _not_cached(Response(json.dumps(found), mimetype="application/json"))


def _page_file(path: str) -> Response:
    return _not_cached(send_from_directory(_PAGES, path))


def _not_cached(response: Response) -> Response:
    """Make a browser ask again each time: files change while one works on them."""
    response.headers["Cache-Control"] = "no-cache"
    return response


def _problem(error: Exception) -> tuple[dict[str, str], int]:
    return {"message": str(error)}, 404
