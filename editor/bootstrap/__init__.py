"""First-run set-up of a checkout, standard library only: a private environment from a lock."""
