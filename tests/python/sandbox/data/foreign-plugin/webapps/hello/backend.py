"""A backend as plugins write it: routes on the global `app`."""
import os
import threading

import dataiku
from dataiku.customwebapp import get_webapp_config
from flask import Blueprint, jsonify, request
from foreign_lib.texts import describe

routes = Blueprint("routes", __name__)
meeting = threading.Barrier(2)


@routes.route("/rows")
def rows():
    name = get_webapp_config()["dataset"]
    count = sum(1 for _ in dataiku.Dataset(name).iter_rows())
    return jsonify(greeting=request.args["greeting"], rows=describe(count), limit=get_webapp_config()["limit"])


@routes.route("/echo/<path:path>", methods=["GET", "POST"])
def echo(path):
    return jsonify(path=path, query=request.query_string.decode(), body=request.get_data(as_text=True),
                   type=request.content_type), 418, {"X-Hello": "one"}


@routes.route("/meet")
def meet():
    meeting.wait(timeout=10)
    return jsonify(process=os.getpid())


app.register_blueprint(routes)  # noqa: F821
