from __future__ import annotations

import re
from typing import Final

from django.templatetags.static import static

STYLES: Final = re.compile(r"<style\b.*?</style\s*>|\sstyle\s*=\s*(\"[^\"]*\"|'[^']*')", re.IGNORECASE | re.DOTALL)


def framed(html: str) -> str:
    """A mail's HTML for the sandboxed frame, in a style sheet of ours.

    Its own styles go, because the policy of the page would refuse them and report each. This makes nothing safe:
    the frame's sandbox and the policy do that.
    """
    return f'<link rel="stylesheet" href="{static("recognition/mail.css")}">{STYLES.sub("", html)}'
