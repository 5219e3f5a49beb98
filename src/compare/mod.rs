//! What became of each weakness between two plans.
