//! What later signed tags say about an approval: withdrawn, or received by the education office.
