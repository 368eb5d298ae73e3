"""Letter templates in the administration: written, tried on examples, compared, proposed and published."""
