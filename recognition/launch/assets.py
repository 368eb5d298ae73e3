"""The page components from npm, put where collectstatic finds them: `static/vendor`."""


def fetch() -> None:
    """Not written yet."""
