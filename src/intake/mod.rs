//! Deliveries in: read, validate, accept, reject or count as duplicate.
