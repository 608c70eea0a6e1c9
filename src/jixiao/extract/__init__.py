"""Outline and tables to the parts of a report: one module a part, in the order of the contract."""
