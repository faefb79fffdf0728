"""What a limited process does that only starts (``benchmarks.reading``); it must import nothing itself."""


def nothing(content: bytes, argument: object, limits: object) -> None:
    """Nothing."""
