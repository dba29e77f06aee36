"""A Timeline in; a Timeline as somebody is to see it out: an audience, a language, or a part."""
