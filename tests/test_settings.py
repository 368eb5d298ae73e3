"""The settings as a whole, each time read by a fresh Python, because a process reads them once."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from recognition.launch.check import AS_IN_SERVICE

pytestmark = pytest.mark.unit

ROOT = Path(__file__).resolve().parents[1]
NEEDED = [
    "ALLOWED_HOSTS",
    "CLAMD_URL",
    "DATABASE_URL",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "SERVICE_URL",
    "WEBHOOK_KEYS",
]


def read_settings(variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    variables = {"PATH": os.environ["PATH"], "DEMO": "0", "TESTING": "0", **variables}
    # An empty name of a setting stands for one that a `.env` beside manage.py may have.
    variables = {**dict.fromkeys(NEEDED, ""), **variables}
    command = [sys.executable, "-c", "import recognition.settings"]
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True)


def test_production_names_everything_that_is_missing():
    said = read_settings({}).stderr

    for name in NEEDED:
        assert f"{name} is not set" in said


@pytest.mark.parametrize("name", NEEDED)
def test_production_does_not_start_without(name):
    done = read_settings({**AS_IN_SERVICE, name: ""})

    assert done.returncode != 0
    assert f"{name} is not set" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SECRET_KEY", "short", "shorter than 50"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS is *"),
        ("DEBUG", "1", "DEBUG is on"),
        ("CONN_MAX_AGE", "soon", "CONN_MAX_AGE should be a whole number"),
    ],
)
def test_production_does_not_start_with(name, value, said):
    done = read_settings({**AS_IN_SERVICE, name: value})

    assert done.returncode != 0
    assert said in done.stderr


def test_production_starts_with_what_it_needs():
    done = read_settings(AS_IN_SERVICE)

    assert done.returncode == 0, done.stderr


def test_every_variable_that_is_read_is_in_the_example_and_no_other():
    code = (ROOT / "recognition" / "settings.py").read_text() + (ROOT / "recognition" / "env.py").read_text()
    read = set(
        re.findall(
            r"(?:env|self)\.(?:text|flag|number|share|names|needed|database|mail|mailbox)\(\s*\"([A-Z_]+)\"", code
        )
    )
    example = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    compose = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))

    assert read <= example
    assert example <= read | compose
    assert compose <= example


def test_no_style_or_script_may_stand_inline(settings):
    assert "unsafe-inline" not in str(settings.CONTENT_SECURITY_POLICY)
