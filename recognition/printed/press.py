"""The process that sets one document: values on its input, a PDF on its output, or typst's words on its error output.

A process of its own (ADR 0032): typst keeps what the last documents took, 1.7 GB after ten of 250 pages, and a fault
in it can end the process that it runs in. Run by its path, so that it imports nothing of the site.
"""

import json
import resource
import sys

LONGEST = 60  # seconds of the processor
MOST_MEMORY = 2 * 1024**3
FAULTY = 3


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    import typst  # what it takes counts

    job = json.load(sys.stdin.buffer)
    try:
        made = typst.compile(
            job["layout"].encode(),
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"document": job["document"]},
            pdf_standards=[job["standard"]],
            timestamp=job["timestamp"],
        )
    except typst.TypstError as error:
        sys.stderr.write(str(error))
        return FAULTY
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
