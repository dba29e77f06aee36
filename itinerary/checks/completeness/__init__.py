"""A Trip in; what its document lacks or says to no purpose out: for those who ask for it."""
