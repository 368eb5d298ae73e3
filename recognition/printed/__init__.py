"""Text on paper: a title, facts and text in a small part of Markdown, as a tagged PDF (PDF/UA-1).

    pdf(title="Decision", text="Dear Sir or Madam,\\n\\n...", facts=[("Product", "Cardevol")], at=at)

What others wrote goes into the Markdown by `plain` (one line) or `paragraphs` (several) and stays text there; in facts
and titles everything is text as it stands.
"""

from .markdown import html, paragraphs, plain
from .paper import MEDIA_TYPE, PrintingFailed, pdf
from .words import as_words

__all__ = ["MEDIA_TYPE", "PrintingFailed", "as_words", "html", "paragraphs", "pdf", "plain"]
