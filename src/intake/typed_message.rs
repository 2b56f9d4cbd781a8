//! Messages of a delivery as they were typed, before it is settled what they say together.

use serde::{Deserialize, Serialize};

use crate::intake::findings::candidate::Place;
use crate::intake::findings::disposition::Disposition;

/// Messages of one kind; what is wrong with a message stands in its place.
#[derive(Debug)]
pub struct TypedMessages<M> {
    /// Each message as typed, or why it cannot be.
    pub messages: Vec<Result<M, Box<Disposition>>>,
    /// Where each stands.
    pub places: Vec<Place>,
}

/// One message as typed, or why it cannot be.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TypedMessage<M> {
    /// Where it stands.
    #[serde(skip)]
    pub place: Place,
    /// The message.
    pub message: Result<M, Box<Disposition>>,
}

impl<M> FromIterator<TypedMessage<M>> for TypedMessages<M> {
    fn from_iter<I: IntoIterator<Item = TypedMessage<M>>>(messages: I) -> Self {
        let (places, messages) = messages.into_iter().map(|one| (one.place, one.message)).unzip();
        Self { messages, places }
    }
}

impl<M> Default for TypedMessages<M> {
    fn default() -> Self {
        Self { messages: Vec::new(), places: Vec::new() }
    }
}
