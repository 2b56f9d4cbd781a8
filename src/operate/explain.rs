//! One stay, day by day, with the law.
