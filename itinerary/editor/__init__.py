"""What editors and assistants ask of a document while it is written, and the answers to it.

All but the two rooms that serve knows no protocol: it takes the text that an editor holds and
offsets into it, and gives values of its own. `server` speaks the Language Server Protocol;
`assistant` has the tools of assistants, and their server.
"""
