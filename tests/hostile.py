"""Text that means to be something else than text. Every page, mail, letter and sheet shows it as the text it is."""

from __future__ import annotations

SCRIPT = "<script>alert(1)</script>"
HOSTILE = {
    "script": SCRIPT,
    "attribute": '"\' onmouseover=alert(1) x="',
    "right-to-left override": "Cardelin \u202egnp.exe",
    "zero width": "Car\u200bde\u2060lin\ufeff",
    "formula": '=HYPERLINK("http://evil.example","x")',
    "command": "=cmd|' /C calc'!A0",
    "template": "{{ 7|add:42 }}{% now 'Y' %}{# gone #}",
    "combining": "Z" + "\u0351\u036a\u0322" * 20 + "algo",
    "markdown": "# Not a heading\n\n[x](javascript:alert(1)) ![y](http://evil.example/z.png)",
    "long": "Nitrosamin" * 1_000,
}
# All of them at once, for a field that has the room.
EVERYTHING = " ".join(text for name, text in HOSTILE.items() if name != "long")
