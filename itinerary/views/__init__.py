"""A Timeline in; a Timeline out as somebody is to see it: for an audience, in a language, or one part of it."""
