//! Frames in, frames out: the same rows as the program stores, whatever the batches; and frames that are refused.

mod cuts;
mod framed;
mod refused;
mod series;
mod stored;
mod types;
