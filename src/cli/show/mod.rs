//! From values to what people and programs read: terminal text, JSON, Markdown, HTML.
