"""Headless Chromium over its debugging pipe: enough to open a page, press keys, run script and look."""

import base64
import contextlib
import itertools
import json
import os
import shutil
import subprocess
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--mute-audio",
         "--hide-scrollbars", "--remote-debugging-pipe", "about:blank")  # fmt: skip


def found():
    """The path of a Chromium, or None."""
    return os.environ.get("CLAIMCMP_CHROMIUM") or next((p for p in map(shutil.which, NAMES) if p), None)


class Browser:
    """One browser with one tab; ``console``, ``errors`` and ``requests`` gather what the page does."""

    def __init__(self, *, width=1280, height=900, scheme="light", limit=60.0):
        self.limit = limit
        self.profile = tempfile.mkdtemp(prefix="claimcmp-chromium-")
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        os.set_blocking(self._read, False)

        def wire():
            high = [os.dup(to_read), os.dup(to_write)]
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self.process = subprocess.Popen([found(), *FLAGS[:-1], f"--user-data-dir={self.profile}", FLAGS[-1]],
                                        preexec_fn=wire, close_fds=False, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        os.close(to_read)
        os.close(to_write)
        self._ids, self._buffer, self._replies = itertools.count(1), b"", {}
        self.console, self.errors, self.requests = [], [], []
        target = self._send("Target.createTarget", {"url": "about:blank"})["targetId"]
        self._session = self._send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with contextlib.suppress(Exception):
            self._send("Browser.close", {})
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        os.close(self._write)
        os.close(self._read)
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, **params):
        """A command of the debugging protocol for the tab."""
        return self._send(method, params, session=self._session)

    def _send(self, method, params, session=None):
        number = next(self._ids)
        message = {"id": number, "method": method, "params": params, **({"sessionId": session} if session else {})}
        os.write(self._write, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + self.limit
        while number not in self._replies:
            self._take()
            if time.monotonic() > end:
                raise TimeoutError(f"{method}: no answer in {self.limit} s")
        reply = self._replies.pop(number)
        if "error" in reply:
            raise RuntimeError(f"{method}: {reply['error']['message']}")
        return reply["result"]

    def _take(self):
        try:
            self._buffer += os.read(self._read, 1 << 20)
        except BlockingIOError:
            time.sleep(0.002)
        *whole, self._buffer = self._buffer.split(b"\0")
        for raw in whole:
            message = json.loads(raw)
            if "id" in message:
                self._replies[message["id"]] = message
            else:
                self._note(message.get("method"), message.get("params", {}))

    def _note(self, method, params):
        if method == "Runtime.consoleAPICalled":
            self.console.append(" ".join(str(a.get("value", a.get("description"))) for a in params["args"]))
        elif method == "Runtime.exceptionThrown":
            self.errors.append(params["exceptionDetails"].get("exception", {}).get("description", "exception"))
        elif method == "Log.entryAdded":
            self.errors.append(params["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])

    def open(self, path, hash=""):
        """Open a page of this machine and wait until its view is drawn."""
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=f"{path.resolve().as_uri()}{hash}")
        self.until("location.protocol === 'file:' && document.documentElement?.dataset.ready")

    def run(self, script):
        """The value of a script in the page; promises are waited for."""
        reply = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True,
                          allowUnsafeEvalBlockedByCSP=False)  # fmt: skip
        if "exceptionDetails" in reply:
            raise RuntimeError(reply["exceptionDetails"].get("exception", {}).get("description", "script failed"))
        return reply["result"].get("value")

    def until(self, script):
        """Wait until a script is true in the page."""
        end = time.monotonic() + self.limit
        while not (value := self.run(script)):
            if time.monotonic() > end:
                raise TimeoutError(f"never true: {script}")
            time.sleep(0.02)
        return value

    def text(self, selector):
        """The visible text of an element."""
        return self.run(f"document.querySelector({json.dumps(selector)}).innerText")

    def key(self, key, code=0):
        """Press and let go a key."""
        text = key if len(key) == 1 else ""
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, text=text, windowsVirtualKeyCode=code)

    def picture(self, path):
        """Write what the window shows as PNG."""
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))
