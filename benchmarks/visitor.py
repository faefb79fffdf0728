"""A person at a Streamlit server without a browser: the websocket and the upload address as the browser uses them.

The screen holds the elements of the latest run; widget states and the address are kept and sent as a browser does.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin

import requests
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileUploaderState, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

XSRF = "_streamlit_xsrf"
ANSWER_SECONDS = 60
FAULT_LETTERS = 500
MESSAGE_BYTES = 2**28
# What the page of the participants says of the shipped passport in red is no fault.
SAID_OF_THE_PASSPORT = "по всем строкам документа"


class Faulty(Exception):
    """The screen showed an error, or not what it should."""


@dataclass
class Visitor:
    """One session. Whatever it does raises ``Faulty`` when an error is on the screen after it."""

    address: str
    socket: ClientConnection
    http: requests.Session
    query: str = ""
    page: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    screen: dict[tuple[int, ...], Any] = field(default_factory=dict)
    states: dict[str, WidgetState] = field(default_factory=dict)
    cached: dict[str, ForwardMsg] = field(default_factory=dict)
    session: str = ""

    async def run(self, pressed: WidgetState | None = None) -> float:
        """Sends the state of the screen and takes the answer; seconds to the end of the run."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = self.query, self.page
        state.widget_states.widgets.extend(self.states.values())
        if pressed is not None:
            state.widget_states.widgets.append(pressed)
        state.cached_message_hashes.extend(self.cached)
        began = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        try:
            await asyncio.wait_for(self._take(), ANSWER_SECONDS)
        except TimeoutError as late:
            path = next((path for path, page in self.pages.items() if page == self.page), "")
            raise Faulty(f"no answer in {ANSWER_SECONDS} s on the page «{path}»") from late
        seconds = time.perf_counter() - began
        self._look()
        return seconds

    async def open_page(self, path: str) -> float:
        """Goes to a page, as a click in the side bar does; seconds."""
        self.page = self.pages[path]
        return await self.run()

    async def choose(self, widget: Any, words: str | list[str]) -> float:
        """Chooses in a list or types into a field, and the address follows; seconds."""
        state = WidgetState(id=widget.id)
        if isinstance(words, str):
            state.string_value = words
        else:
            state.string_array_value.data.extend(words)
        self.states[widget.id] = state
        if key := widget.query_param_key:
            others = [pair for pair in parse_qsl(self.query) if pair[0] != key]
            values = [words] if isinstance(words, str) else words
            self.query = urlencode([*others, *((key, word) for word in values)])
        return await self.run()

    async def press(self, button: Any) -> float:
        """Presses a button; seconds."""
        return await self.run(WidgetState(id=button.id, trigger_value=True))

    async def send_file(self, uploader: Any, name: str, content: bytes) -> float:
        """Uploads a file through the uploader's own address; seconds, with the run that follows."""
        began = time.perf_counter()
        message = BackMsg()
        request = message.file_urls_request
        request.request_id, request.session_id = name, self.session
        request.file_names.append(name)
        await self.socket.send(message.SerializeToString())
        urls = await asyncio.wait_for(self._urls(), ANSWER_SECONDS)
        await asyncio.to_thread(self._put, urls.upload_url, name, content)
        info = UploadedFileInfo(name=name, size=len(content), file_id=urls.file_id, file_urls=urls)
        state = FileUploaderState(uploaded_file_info=[info])
        self.states[uploader.id] = WidgetState(id=uploader.id, file_uploader_state_value=state)
        await self.run()
        return time.perf_counter() - began

    async def close(self) -> None:
        """Leaves."""
        await self.socket.close()
        self.http.close()

    def all(self, kind: str, label: str = "") -> list[Any]:
        """Elements of a kind on the screen; with ``label``, those whose label begins so."""
        matching = [getattr(element, kind) for element in self.screen.values() if element.WhichOneof("type") == kind]
        return [element for element in matching if not label or element.label.startswith(label)]

    def one(self, kind: str, label: str) -> Any:
        """The element of a kind with a label. Raises ``Faulty`` unless there is just one on the screen."""
        matching = self.all(kind, label)
        if len(matching) != 1:
            raise Faulty(f"{len(matching)} × {kind} «{label}» on the screen")
        return matching[0]

    def _put(self, url: str, name: str, content: bytes) -> None:
        answer = self.http.put(
            urljoin(self.address, url),
            files={"file": (name, content)},
            headers={"X-Xsrftoken": self.http.cookies[XSRF]},
            timeout=ANSWER_SECONDS,
        )
        answer.raise_for_status()

    async def _messages(self) -> AsyncIterator[ForwardMsg]:
        """Messages of the server; long ones that were sent before come by their hash."""
        while True:
            message = ForwardMsg()
            message.ParseFromString(await self.socket.recv(decode=False))
            if message.WhichOneof("type") == "ref_hash":
                repeated = ForwardMsg()
                repeated.CopyFrom(self.cached[message.ref_hash])
                repeated.metadata.CopyFrom(message.metadata)
                message = repeated
            elif message.metadata.cacheable:
                self.cached[message.hash] = message
            yield message

    async def _urls(self) -> Any:
        async for message in self._messages():
            if message.WhichOneof("type") == "file_urls_response":
                return message.file_urls_response.file_urls[0]
        raise Faulty("no address for the file")

    async def _take(self) -> None:
        """Takes messages until the script has ended and is not to run again."""
        async for message in self._messages():
            kind = message.WhichOneof("type")
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise Faulty("the script cannot run")
                return
            self._hear(kind, message)

    def _hear(self, kind: str | None, message: ForwardMsg) -> None:
        if kind == "new_session":
            self.screen = {}
            self.session = message.new_session.initialize.session_id
            self.page = message.new_session.page_script_hash
        elif kind == "navigation":
            self.pages = {
                page.url_pathname: page.page_script_hash for page in message.navigation.app_pages if not page.is_hidden
            }
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "page_not_found":
            raise Faulty("page not found")
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self.screen[tuple(message.metadata.delta_path)] = message.delta.new_element

    def _look(self) -> None:
        """Forgets the widgets that are gone; raises ``Faulty`` for an error on the screen."""
        ids = set(self._ids())
        self.states = {key: state for key, state in self.states.items() if key in ids}
        faults = [element.message for element in self.all("exception")]
        faults += [alert.body for alert in self.all("alert") if alert.format == Alert.ERROR]
        faults = [words for words in faults if SAID_OF_THE_PASSPORT not in words]
        if faults:
            raise Faulty("; ".join(faults)[:FAULT_LETTERS])

    def _ids(self) -> Iterator[str]:
        for element in self.screen.values():
            yield getattr(getattr(element, element.WhichOneof("type") or "empty"), "id", "")


async def visit(address: str) -> tuple[Visitor, float]:
    """Opens the main page; the visitor and the seconds of the first run."""
    http = requests.Session()
    await asyncio.to_thread(http.get, urljoin(address, "/_stcore/health"), timeout=ANSWER_SECONDS)
    token = http.cookies[XSRF]
    socket = await connect(
        address.replace("http", "ws", 1) + "/_stcore/stream",
        origin=address,
        subprotocols=["streamlit", token],
        additional_headers={"Cookie": f"{XSRF}={token}"},
        max_size=MESSAGE_BYTES,
    )
    visitor = Visitor(address, socket, http)
    return visitor, await visitor.run()
