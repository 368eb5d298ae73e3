"""The page components from npm, put where collectstatic finds them: `static/vendor`.

They are made for gov.uk, which this is not: its fonts, crown and crest are left out. Their styles name files by
`/assets/...`; here they are named beside the style sheet, which is what the manifest of the static files needs.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from recognition.launch import places
from recognition.launch.locks import alone
from recognition.launch.stop import Stop

MODULES = places.ROOT / "node_modules"
VENDOR = places.ROOT / "static" / "vendor"
STAMP = VENDOR / "made-from"
PACKAGES = {
    "govuk-frontend": MODULES / "govuk-frontend" / "dist" / "govuk",
    "moj-frontend": MODULES / "@ministryofjustice" / "frontend" / "moj",
}
LEFT_OUT = {"govuk-crest.svg"}
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
OLDEST_NPM = 8  # The first to read our kind of lock.


def fetch() -> None:
    """Fetch and place the files, unless what is there came from this very lock."""
    places.make_run_folder()
    with alone(places.RUN / "assets.lock"):
        if _stamp() == (STAMP.read_text() if STAMP.exists() else ""):
            return
        print("Fetching the page components ...", file=sys.stderr, flush=True)
        _npm_ci()
        shutil.rmtree(VENDOR, ignore_errors=True)
        for name, source in PACKAGES.items():
            place(name, source, VENDOR / name)
        STAMP.write_text(_stamp())


def main(arguments: list[str]) -> int:
    fetch()
    return 0


def place(name: str, source: Path, target: Path) -> None:
    """Copy a package's style sheet, script, and the pictures that the style sheet shows."""
    (target / "images").mkdir(parents=True)
    script = (source / f"{name}.min.js").read_text()
    (target / f"{name}.min.js").write_text(_without_map(script))
    style, pictures = restyled((source / f"{name}.min.css").read_text())
    (target / f"{name}.min.css").write_text(style)
    for picture in pictures:
        shutil.copyfile(source / "assets" / "images" / picture, target / "images" / picture)


def restyled(style: str) -> tuple[str, set[str]]:
    """The style sheet as we serve it, and the pictures it names."""
    style = re.sub(r"@font-face\{[^}]*\}", "", _without_map(style))
    style = style.replace("GDS Transport,arial", "arial").replace("font-family:GDS Transport", "font-family:arial")
    for picture in LEFT_OUT:
        style = style.replace(f"url(/assets/images/{picture})", "none")
    style = style.replace("url(/assets/", "url(")
    return style, set(re.findall(r"url\(images/([^)?#]+)", style))


def _without_map(text: str) -> str:
    """Maps are not served, and a name that leads nowhere would stop collectstatic."""
    return re.sub(r"(//|/\*)# sourceMappingURL=\S+( \*/)?\s*$", "", text)


def _stamp() -> str:
    files = (places.ROOT / "package-lock.json", Path(__file__))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _npm_ci() -> None:
    command = [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    variables = {**os.environ, "npm_config_cache": str(places.RUN / "npm-cache")}
    if AUTHORITIES.exists():  # The wheel's npm knows only its own; the machine may trust a proxy besides.
        variables.setdefault("NODE_EXTRA_CA_CERTS", str(AUTHORITIES))
    done = subprocess.run(command, cwd=places.ROOT, env=variables, capture_output=True, text=True)
    if done.returncode:
        reason = next((line for line in done.stderr.splitlines() if "npm error" in line), "npm gave no reason")
        raise Stop(
            f"The page components could not be fetched: {reason} (is there a way to the npm registry from here?)"
        )


def _npm() -> list[str]:
    """The machine's npm, or one that pip brings."""
    found = shutil.which("npm")
    if found and _major(found) >= OLDEST_NPM:
        return [found]
    wheel = places.PYTHON.with_name("npm")
    if not wheel.exists():
        print("There is no npm here: pip brings one (60 MB) ...", file=sys.stderr, flush=True)
        _install_node()
    return [str(wheel)]


def _install_node() -> None:
    from recognition.launch import bootstrap  # It is a program of its own, and needed here only where npm is missing.

    command = [
        *bootstrap.pip(),
        "install",
        "--quiet",
        "--require-hashes",
        "-r",
        str(places.ROOT / "requirements-node.txt"),
    ]
    if subprocess.run(command, env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}).returncode:
        raise Stop("npm could not be brought by pip: apt-get install npm")


def _major(npm: str) -> int:
    done = subprocess.run([npm, "--version"], capture_output=True, text=True)
    return int(done.stdout.split(".")[0]) if done.returncode == 0 and done.stdout[:1].isdigit() else 0
