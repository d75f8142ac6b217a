"""The translation workspace: source beside target, glossary, memory, exchange with agencies, coverage, machines."""
