"""How large files may be, in bytes."""

from typing import Final

MEGABYTE: Final = 1024 * 1024
LARGEST_FILE: Final = 200 * MEGABYTE
TOO_LARGE: Final = "The file is larger than 200 MB. Split it, or leave out pictures of a higher resolution than needed."
# A body above this is not even read to its end: the connection is closed instead.
LARGEST_READ: Final = 5 * LARGEST_FILE
TOO_MUCH: Final = "What was sent is larger than 1,000 MB together. Send fewer files at once, each of up to 200 MB."
# Of one body; each kept one is an open file until its answer. Forms take fewer, and say so at the field.
MOST_FILES: Final = 100
