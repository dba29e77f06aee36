"""What editors and assistants ask of a document while it is written, and the answers to it."""
