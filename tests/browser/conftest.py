from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.publish import worked
from tests.web.conftest import fill

from uncounted.store.setup import close_case, create_case

ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 60  # seconds until the server must answer


@dataclass
class Server:
    """A server of its own process: its address and what it has printed."""

    process: subprocess.Popen[str]
    address: str = ""
    printed: list[str] = field(default_factory=list)
    ready: threading.Event = field(default_factory=threading.Event)

    def listen(self) -> None:
        """Read what the server prints; its first address makes it ready."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.printed.append(line)
            if line.startswith("http://127.0.0.1:"):
                self.address = line.split()[0].rstrip("/")
                self.ready.set()
        self.ready.set()


@pytest.fixture(scope="session")
def served_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of the browser tests' own."""
    path = tmp_path_factory.mktemp("served") / "case"

    def make() -> None:
        case = create_case(path)
        fill(case)
        close_case(case)

    # Playwright keeps an event loop in the main thread, where Django then refuses to work.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(make).result()
    return path


@pytest.fixture(scope="session")
def server(served_case: Path) -> Iterator[Server]:
    """``uncounted serve`` as a user starts it, on a free port."""
    command = [sys.executable, "-m", "uncounted.cli", "serve", str(served_case), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
    running = Server(process)
    listener = threading.Thread(target=running.listen, daemon=True)
    listener.start()
    if not running.ready.wait(PATIENCE) or not running.address:
        process.kill()
        pytest.fail(f"the server did not start; it printed:\n{''.join(running.printed)}")
    yield running
    process.terminate()
    process.wait(timeout=10)
    listener.join(timeout=5)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Show what the server printed beside a test that failed."""
    report = yield
    running = getattr(item, "funcargs", {}).get("server")
    if report.failed and isinstance(running, Server):
        report.sections.append(("server", "".join(running.printed[-60:])))
    return report


# For a module, not the session: other tests of the same run need the main thread without an event loop.
@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    program = os.environ.get("UNCOUNTED_TEST_CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.skip("there is no Chromium here; .ci/run installs it")
    api = pytest.importorskip("playwright.sync_api", reason="pip install 'uncounted[browser]'")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a page did besides showing itself."""

    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def on(self, page) -> None:
        """Note console errors, script errors and every request."""
        page.on("console", lambda m: self.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))


@pytest.fixture
def page(chromium):
    """A page that may not complain, and whose requests are seen."""
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    found, watch = context.new_page(), Watch()
    found.set_default_timeout(20_000)
    watch.on(found)
    found.watch = watch
    yield found
    context.close()
    assert watch.complaints == []


@pytest.fixture
def worked_claims():
    """The claims of the worked example, in reading order."""
    return worked.make_claims(worked.make_document())
