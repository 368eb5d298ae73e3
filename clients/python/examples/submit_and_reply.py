"""From a folder to a submission, and from a request for information to its reply.

    python submit_and_reply.py submit  https://recognition.example.org answers.json papers/
    python submit_and_reply.py reply   https://recognition.example.org IRP-2026-000001 reply.json annexes/

`answers.json` has `facts` and `approval`; a paper in `papers/` is named by its kind, such as `cover_letter.pdf`.
`reply.json` gives each point's answer by its number: `{"1": "See section 3.2.S.3.2."}`; a file in `annexes/` is named
by the point that it comes with, such as `1.pdf`. Both can be run again after a crash: each call has a key that
follows from what it is for.
The client's id and secret are read from RECOGNITION_CLIENT_ID and RECOGNITION_CLIENT_SECRET.
"""

from __future__ import annotations

import json
import os
import sys
from hashlib import sha256
from pathlib import Path

from recognition_client import Problem, Recognition


def submit(api: Recognition, answers: Path, papers: Path) -> str:
    given = json.loads(answers.read_text(encoding="utf-8"))
    key = sha256(answers.read_bytes()).hexdigest()[:40]
    draft = api.create_application(given["facts"], key=f"{key}-draft")
    reference = draft["reference"]
    if not api.application(reference)["reference_approvals"]:
        api.add_approval(reference, **{"relied_on": True, **given["approval"]})
    for paper in sorted(papers.iterdir()):
        api.add_document(reference, paper, kind=paper.stem, key=f"{key}-{paper.name}")
    filed = api.submit(reference, key=f"{key}-submit")
    print(f"{reference} is {filed['state']} on route {filed['route']}.")
    return reference


def reply(api: Recognition, reference: str, answers: Path, annexes: Path) -> None:
    asked = next((row for row in api.information_requests(reference) if row["state"] == "open"), None)
    if asked is None:
        raise SystemExit(f"Nothing is asked about {reference}.")
    given = json.loads(answers.read_text(encoding="utf-8"))
    key = f"{reference}-reply-{asked['number']}"
    points = []
    for point in asked["points"]:
        papers = sorted(annexes.glob(f"{point['number']}.*"))
        sent = [api.add_document(reference, paper, kind="reply", key=f"{key}-{paper.name}") for paper in papers]
        text = given[str(point["number"])]
        points.append({"point": point["number"], "text": text, "documents": [row["id"] for row in sent]})
    api.reply(reference, asked["number"], points, key=key)
    clock = api.clock(reference)
    print(f"Replied. The {clock['held_by']} holds the clock: {clock['days_left']} days are left.")


def main(arguments: list[str]) -> None:
    act, url, *rest = arguments
    who = os.environ["RECOGNITION_CLIENT_ID"], os.environ["RECOGNITION_CLIENT_SECRET"]
    with Recognition(url, *who) as api:
        try:
            if act == "submit":
                submit(api, Path(rest[0]), Path(rest[1]))
            else:
                reply(api, rest[0], Path(rest[1]), Path(rest[2]))
        except Problem as problem:
            raise SystemExit(str(problem)) from None


if __name__ == "__main__":
    main(sys.argv[1:])
