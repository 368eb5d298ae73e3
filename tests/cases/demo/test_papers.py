from __future__ import annotations

import re

from cases.demo.papers import pdf


def test_a_paper_is_a_pdf_whose_index_finds_every_object():
    paper = pdf("Quality (module 3)\nback\\slash – dash")

    assert paper.startswith(b"%PDF-1.4")
    places = [int(place) for place in re.findall(rb"^(\d{10}) 00000 n", paper, re.MULTILINE)]
    assert [paper[place : place + 5] for place in places] == [b"%d 0 o" % n for n in range(1, len(places) + 1)]
    start = int(paper.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert paper[start:].startswith(b"xref")
    assert rb"\(module 3\)" in paper
