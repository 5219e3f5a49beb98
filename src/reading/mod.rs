//! What the figures in a plan mean: dates, money, quantities, read from Vietnamese as people write it.
