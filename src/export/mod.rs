//! A comparison or a plan as a document.
