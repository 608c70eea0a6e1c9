"""Samples to files: `docx`, `pdf` (through LibreOffice), `text` (a dialect)."""
