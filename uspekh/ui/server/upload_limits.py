"""How much of what is being uploaded one person may hold in the server's memory.

Streamlit keeps every uploaded file in memory until the browser removes it or the session ends, and takes as many as a
session sends, under whatever names. The limits are of one copy of the program.
"""

from __future__ import annotations

import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

MEGABYTE = 1024 * 1024
_MINUTE = 60.0


@dataclass(frozen=True)
class Quota:
    """Bytes, numbers of files; a file counts by the length of its request.

    A file may have 50 MB, so a session holds two of the largest: one is replaced by another before it is released.
    """

    session_bytes: int = 100 * MEGABYTE
    person_bytes: int = 150 * MEGABYTE
    server_bytes: int = 600 * MEGABYTE
    person_files: int = 100
    person_at_once: int = 6
    person_a_minute: int = 60


@dataclass(frozen=True, eq=False)
class Upload:
    """A file that is being received or is held; ``size`` in bytes."""

    person: str
    session: str
    file: str
    size: int


class UploadRefused(Exception):
    """A file that is not taken: ``status`` of HTTP, and a text in Russian for whoever sent it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass
class UploadLimits:
    """Counts what is received and held; used from one thread, that of the server's event loop.

    ``is_held`` says whether the server still holds a file, by its session and id.
    """

    is_held: Callable[[str, str], bool]
    quota: Quota = field(default_factory=Quota)
    clock: Callable[[], float] = time.monotonic
    _receiving: set[Upload] = field(default_factory=set)
    _held: set[Upload] = field(default_factory=set)
    _begun: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def begin(self, person: str, session: str, file: str, size: int) -> Upload:
        """Makes room for a file of ``size`` bytes. Raises ``UploadRefused``; ``finish`` must follow otherwise."""
        self._forget_released()
        self._count_attempt(person)
        of_person = [upload for upload in self._all() if upload.person == person]
        if sum(upload.person == person for upload in self._receiving) >= self.quota.person_at_once:
            raise UploadRefused(429, "Слишком много файлов передаётся одновременно. Дождитесь окончания передачи.")
        if len(of_person) >= self.quota.person_files:
            raise UploadRefused(429, _full(f"открытых файлов уже {len(of_person)}"))
        in_session = [upload for upload in of_person if upload.session == session]
        for uploads, limit in ((in_session, self.quota.session_bytes), (of_person, self.quota.person_bytes)):
            if _bytes(uploads) + size > limit:
                raise UploadRefused(413, _full(f"открытые файлы вместе больше {limit // MEGABYTE} МБ"))
        if _bytes(self._all()) + size > self.quota.server_bytes:
            raise UploadRefused(503, "Сервер занят файлами других пользователей. Повторите через несколько минут.")
        upload = Upload(person, session, file, size)
        self._receiving.add(upload)
        return upload

    def finish(self, upload: Upload) -> None:
        """Ends the receiving of a file: what the server holds of it stays counted until it is released."""
        self._receiving.discard(upload)
        self._held = {other for other in self._held if (other.session, other.file) != (upload.session, upload.file)}
        self._held.add(upload)

    def _all(self) -> set[Upload]:
        return self._receiving | self._held

    def _forget_released(self) -> None:
        self._held = {upload for upload in self._held if self.is_held(upload.session, upload.file)}

    def _count_attempt(self, person: str) -> None:
        now = self.clock()
        for someone, moments in list(self._begun.items()):
            while moments and now - moments[0] >= _MINUTE:
                moments.popleft()
            if not moments:
                del self._begun[someone]
        if len(self._begun[person]) >= self.quota.person_a_minute:
            raise UploadRefused(429, "Слишком много загрузок подряд. Повторите через минуту.")
        self._begun[person].append(now)


def _bytes(uploads: Iterable[Upload]) -> int:
    return sum(upload.size for upload in uploads)


def _full(reason: str) -> str:
    return f"Файл не принят: {reason}. Закройте другие вкладки программы и повторите через две минуты."
