"""A webapp of a plugin that nobody here knows is served as in a DSS: page, backend, files, and a backend that dies."""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox import Project, SandboxError
from sandbox.serving import Host, Webapp

ROOT = Path(__file__).resolve().parents[3]
PLUGIN = ROOT / "tests" / "python" / "sandbox" / "data" / "foreign-plugin"


def make_project(folder: Path) -> Project:
    """Return a project with a dataset of two rows."""
    project = Project.create(folder / "project", "TEST")
    writer = project.create_dataset("log", [{"name": "case", "type": "string"}]).open_writer()
    for case in ("1", "2"):
        writer.write([case])
    writer.commit()
    return project


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    with Host(make_project(tmp_path_factory.mktemp("host"))) as host:
        yield host


@pytest.fixture(scope="module")
def hello(host: Host) -> Webapp:
    return host.add_webapp(PLUGIN, "hello", {"dataset": "log", "limit": 3}, "Hello")


def get(url: str, data: bytes | None = None, kind: str = "text/plain") -> tuple[int, str]:
    """Return the status and the text of an answer."""
    asked = urllib.request.Request(url, data, {"Content-Type": kind} if data is not None else {})
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_the_backend_reads_its_dataset_its_parameters_and_its_library(host: Host, hello: Webapp) -> None:
    status, text = get(f"{host.url}{hello.backend_path}/rows?greeting=hi")
    assert (status, json.loads(text)) == (200, {"greeting": "hi", "rows": "2 columns", "limit": 3.0})


def test_a_parameter_that_is_not_given_has_its_default(host: Host) -> None:
    webapp = host.add_webapp(PLUGIN, "hello", {"dataset": "log"}, "Default limit")
    assert webapp.config == {"dataset": "log", "limit": 10.0}
    webapp.stop()


def test_addresses_bodies_and_headers_pass_unchanged(host: Host, hello: Webapp) -> None:
    address = f"{host.url}{hello.backend_path}/echo/a%20b/c?q=%7B%22a%22%3A1%7D&x=%2F"
    status, text = get(address, '{"é": 1}'.encode(), "application/json")
    assert (status, json.loads(text)) == (
        418,
        {"path": "a b/c", "query": "q=%7B%22a%22%3A1%7D&x=%2F", "body": '{"é": 1}', "type": "application/json"},
    )


def test_two_requests_are_answered_at_once_by_one_process_that_is_not_ours(host: Host, hello: Webapp) -> None:
    answers: list[tuple[int, str]] = []
    threads = [
        threading.Thread(target=lambda: answers.append(get(f"{host.url}{hello.backend_path}/meet"))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [status for status, _ in answers] == [200, 200]
    assert {json.loads(text)["process"] for _, text in answers} == {hello.process_id}
    assert hello.process_id != os.getpid()


def test_the_page_holds_body_style_script_and_what_dss_offers(host: Host, hello: Webapp) -> None:
    status, page = get(host.url + hello.path)
    assert status == 200
    parts = [
        "<title>Hello</title>", f'"backendPath": "{hello.backend_path}"', '"limit": 3.0', "window.getWebAppBackendUrl",
        "<style>#hello",
        '<main id="hello">', "<script>// Shows what", '"<\\/script>" in a text must not end the script',
    ]
    assert [page.find(part) for part in parts] == sorted(page.find(part) for part in parts)
    assert all(part in page for part in parts)


def test_a_name_behind_the_id_does_not_matter(host: Host, hello: Webapp) -> None:
    assert get(f"{host.url}{hello.path}_hello") == get(host.url + hello.path)


def test_a_body_that_is_a_document_is_completed_and_a_module_is_one(host: Host) -> None:
    webapp = host.add_webapp(PLUGIN, "document", {}, "Document")
    _, page = get(host.url + webapp.path)
    assert page.count("<html>") == 1
    assert page.index("<title>Mine</title>") < page.index("getWebAppBackendUrl") < page.index("</head>")
    assert '<script type="module">export const answer = 42;' in page
    assert get(f"{host.url}{webapp.backend_path}/any")[0] == 502


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/plugins/foreign-plugin/resource/hello.js?v=1", 200),
        ("/plugins/foreign-plugin/resource/nothing.js", 404),
        ("/plugins/foreign-plugin/resource/../plugin.json", 404),
        ("/plugins/foreign-plugin/resource/%2e%2e/plugin.json", 404),
        ("/plugins/other/resource/hello.js", 404),
        ("/webapps/OTHER/12345678", 404),
        ("/webapps/TEST/12345678", 404),
        ("/web-apps-backends/TEST/12345678/rows", 404),
    ],
)
def test_only_what_is_there_is_served(host: Host, hello: Webapp, path: str, expected: int) -> None:
    assert get(host.url + path)[0] == expected


@pytest.mark.parametrize("end", ["kill", "stop"])
def test_a_backend_that_is_gone_is_a_bad_gateway_until_it_is_started_again(host: Host, hello: Webapp, end: str) -> None:
    address = f"{host.url}{hello.backend_path}/rows?greeting=hi"
    before = hello.process_id
    getattr(hello, end)()
    assert get(address)[0] == 502
    assert hello.process_id is None
    hello.start()
    assert get(address)[0] == 200
    assert hello.process_id != before


def test_a_backend_that_makes_its_own_application_never_becomes_ready(host: Host) -> None:
    with pytest.raises(SandboxError, match=r"^Webapp own-app failed: its backend never becomes ready: it answers /__"):
        host.add_webapp(PLUGIN, "own-app", {}, "Own app")


def test_a_backend_that_fails_while_it_starts_is_told_with_its_last_words(host: Host) -> None:
    with pytest.raises(SandboxError, match=r"^Webapp crashing failed: .* RuntimeError: no such setting$"):
        host.add_webapp(PLUGIN, "crashing", {}, "Crashing")


def test_a_webapp_that_the_plugin_lacks_is_told_with_those_it_has(host: Host) -> None:
    with pytest.raises(SandboxError, match=r"no webapp 'bye'. Its webapps: crashing, document, hello, own-app."):
        host.add_webapp(PLUGIN, "bye", {}, "Bye")


def test_a_port_in_use_is_left_to_others(host: Host, tmp_path: Path) -> None:
    taken = int(host.url.rsplit(":", 1)[1])
    with Host(make_project(tmp_path), taken) as second:
        assert int(second.url.rsplit(":", 1)[1]) > taken


def is_alive(process_id: int) -> bool:
    """Return whether there is a process of this id."""
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


SERVING = """
import sys, time
from pathlib import Path
from sandbox import Project
from sandbox.serving import Host
with Host(Project.open(Path(sys.argv[1]))) as host:
    print(host.add_webapp(Path(sys.argv[2]), "hello", {"dataset": "log"}, "Hello").process_id, flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_backend_outlives_the_sandbox(tmp_path: Path, number: int) -> None:
    make_project(tmp_path)
    command = [sys.executable, "-c", SERVING, str(tmp_path / "project"), str(PLUGIN)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        backend = int(process.stdout.readline())
        os.kill(process.pid, number)
    deadline = time.monotonic() + 10
    while is_alive(backend) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(backend)
