"""What one person may hold in the server's memory, and that it takes nothing from others."""

from __future__ import annotations

import pytest

from uspekh.ui.server.upload_limits import MEGABYTE, Quota, UploadLimits, UploadRefused

# Small enough to count by hand.
QUOTA = Quota(
    session_bytes=100, person_bytes=150, server_bytes=400, person_files=5, person_at_once=3, person_a_minute=8
)


class Server:
    """Limits before a store of files as Streamlit keeps them: by session and id until they are removed."""

    def __init__(self) -> None:
        self.files: set[tuple[str, str]] = set()
        self.now = 0.0
        self.limits = UploadLimits(lambda *key: key in self.files, QUOTA, lambda: self.now)

    def send(self, person: str, session: str, file: str, size: int, *, taken: bool = True) -> None:
        """A whole upload a minute after the last one; not ``taken``: Streamlit itself refuses it in the end."""
        self.now += 60
        upload = self.limits.begin(person, session, file, size)
        if taken:
            self.files.add((session, file))
        self.limits.finish(upload)


@pytest.fixture
def server() -> Server:
    return Server()


def test_a_session_holds_so_many_bytes_and_no_more(server) -> None:
    server.send("A", "a1", "1", 60)
    server.send("A", "a1", "2", 40)  # 100 of 100
    with pytest.raises(UploadRefused) as refused:
        server.send("A", "a1", "3", 1)
    assert refused.value.status == 413
    server.send("A", "a2", "1", 50)  # another session of the same person: 150 of 150


def test_a_person_holds_so_many_bytes_in_all_sessions_and_others_are_not_touched(server) -> None:
    server.send("A", "a1", "1", 100)
    server.send("A", "a2", "1", 50)
    with pytest.raises(UploadRefused) as refused:
        server.send("A", "a3", "1", 1)
    assert refused.value.status == 413
    server.send("B", "b1", "1", 100)


def test_what_was_released_makes_room(server) -> None:
    server.send("A", "a1", "1", 100)
    server.files.remove(("a1", "1"))
    server.send("A", "a1", "2", 100)


def test_a_file_sent_anew_under_its_id_counts_once(server) -> None:
    server.send("A", "a1", "1", 50)
    server.send("A", "a1", "1", 50)
    server.send("A", "a1", "2", 50)  # 50 + 50 of 100


def test_what_the_program_refused_in_the_end_is_not_counted(server) -> None:
    for number in range(7):
        server.send("A", "a1", str(number), 100, taken=False)
    server.send("A", "a1", "kept", 100)


def test_what_is_still_being_received_counts(server) -> None:
    upload = server.limits.begin("A", "a1", "1", 100)
    with pytest.raises(UploadRefused):
        server.limits.begin("A", "a1", "2", 1)
    server.limits.finish(upload)  # the connection broke off: nothing is held
    server.limits.begin("A", "a1", "2", 100)


def test_only_so_many_are_received_at_once(server) -> None:
    for number in range(3):
        server.limits.begin("A", "a1", str(number), 1)
    with pytest.raises(UploadRefused) as refused:
        server.limits.begin("A", "a2", "4", 1)
    assert refused.value.status == 429
    server.limits.begin("B", "b1", "1", 1)


def test_the_number_of_files_is_limited_however_small_they_are(server) -> None:
    for number in range(5):
        server.send("A", f"a{number}", "1", 0)
    with pytest.raises(UploadRefused) as refused:
        server.send("A", "a9", "1", 0)
    assert refused.value.status == 429


def test_so_many_a_minute(server) -> None:
    for number in range(8):
        server.limits.finish(server.limits.begin("A", "a1", str(number), 1))
    with pytest.raises(UploadRefused) as refused:
        server.limits.begin("A", "a1", "9", 1)
    assert refused.value.status == 429
    server.limits.begin("B", "b1", "1", 1)
    server.now += 60
    server.limits.begin("A", "a1", "9", 1)


def test_all_persons_together_do_not_fill_the_server(server) -> None:
    for person in "ABCD":
        server.send(person, person, "1", 100)  # 400 of 400
    with pytest.raises(UploadRefused) as refused:
        server.send("E", "e", "1", 1)
    assert refused.value.status == 503


def test_nothing_is_remembered_of_whoever_is_gone(server) -> None:
    for number in range(50):
        server.send(f"P{number}", "s", str(number), 1, taken=False)
    assert len(server.limits._begun) == 1 and len(server.limits._held) == 1, "the last one alone"


def test_an_honest_day_fits() -> None:
    """Forty reports of 2 MB sent by one person in an hour, each stored before the next is chosen; one is left lying."""
    files: set[tuple[str, str]] = set()
    clock = iter(range(0, 40 * 90, 90))
    limits = UploadLimits(lambda *key: key in files, clock=lambda: next(clock))
    for number in range(40):
        limits.finish(limits.begin("A", "a1", str(number), 2 * MEGABYTE))
        files = {("a1", "0"), ("a1", str(number))}
