"""Pages as a scanner gives them: printed, sealed, folded, copied, laid askew; all of it drawn from one seed."""
