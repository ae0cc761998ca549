"""The ways people reach Ischia."""
