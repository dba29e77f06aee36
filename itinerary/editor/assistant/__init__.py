"""The tools that an assistant calls by the Model Context Protocol.

    arguments ──tools──▶ typed results, or an ItineraryError ──server──▶ the protocol

Texts are data: nothing in a document or an article is run, followed or fetched.
"""
