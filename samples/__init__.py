"""Fictional reports of the Hunan 2022 family, with their truth: generator, writers, text dialects."""
