"""From pydantic's errors to diagnostics: where a mistake is, and what to write instead."""
