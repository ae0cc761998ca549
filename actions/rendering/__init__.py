"""Turns an assessment into messages: response names, variables, buttons and a machine-readable part."""
