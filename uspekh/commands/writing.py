"""Files that commands write: whole or not at all, and a sentence where the disk or the folder does not take them."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from uspekh.commands.answers import refuse

_MEANING = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "на диске нет места"),
    errno.EROFS: "диск открыт только для чтения",
    **dict.fromkeys((errno.EACCES, errno.EPERM), "нет права доступа"),
    errno.ENOENT: "такой папки нет",
    errno.ENOTDIR: "это не папка",
    errno.ENAMETOOLONG: "имя слишком длинное",
    errno.EIO: "диск не читается или не пишется",
}


def meaning(error: OSError) -> str:
    """What the system's refusal means, in Russian; of a rare one its own words."""
    return _MEANING.get(error.errno or 0, error.strerror or str(error))


@contextmanager
def refused_unless_written(out: Path) -> Iterator[None]:
    """Refuses the command with the reason where what is done inside cannot write ``out``."""
    if out.exists() and not out.is_file():
        refuse(f"Не удалось записать {out}: это не обычный файл. Укажите другое имя.")
    try:
        yield
    except OSError as error:
        stands = "прежний файл остался как был" if out.is_file() else "файла нет"
        refuse(f"Не удалось записать {out}: {meaning(error)}; {stands}. Освободите место или укажите другую папку.")


def write_file(out: Path, content: bytes) -> None:
    """Writes a file of which nobody ever sees a part; refuses the command where that cannot be done."""
    with refused_unless_written(out):
        target = out.resolve()
        unfinished = target.with_name(f".{target.name}.unfinished")
        try:
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
