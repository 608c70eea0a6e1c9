"""Version of the output contract (semver): a reader accepts the same major."""

SCHEMA_VERSION = "1.0.0"
