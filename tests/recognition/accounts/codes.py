from __future__ import annotations

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from recognition.clock import now


def code_of(device: TOTPDevice) -> str:
    """What the person's app shows at this moment."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = now().timestamp()
    return f"{totp.token():06}"
