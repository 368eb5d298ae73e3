from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from recognition.outbox.formatted import formatted

register = template.Library()


@register.filter
def as_mail_html(text: str) -> SafeString:
    """The text of a mail as HTML: see `recognition.outbox.formatted`."""
    return formatted(text, site=settings.SERVICE_URL)


@register.simple_tag
def service_name() -> str:
    return str(settings.SERVICE_NAME)
