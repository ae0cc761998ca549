"""The same conversations people have, run over labelled files."""
