"""Patterns as data: the loader, the expressions, and the test that runs every example."""

from jixiao.patterns.expressions import Expression, Found, Word
from jixiao.patterns.loader import Family, Patterns, Role, default_directory, load
from jixiao.patterns.selftest import check
from jixiao.quotes import squeeze

__all__ = ["Expression", "Family", "Found", "Patterns", "Role", "Word", "check", "default_directory", "load", "squeeze"]
