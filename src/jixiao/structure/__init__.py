"""Document -> outline and tables: flattened tables rebuilt, tables joined over pages, title, contents, sections."""
