//! The law of a regime in words, with citations and grades.
