"""Ischia, a triage assistant for buttock, hip and low-back pain."""

__version__ = "0.1.0"
