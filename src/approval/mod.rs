//! Who may approve, what an approval says, and whether it holds.
