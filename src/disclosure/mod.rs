//! Statistical disclosure control: what a public pack may show, and the proof that the rest cannot be worked out.
//!
//! ```text
//! Parts (who waited how long, where) ─▶ Draft: exact cells, and which cells add up to which
//!                                          │  Rule: few people as `*`, the rest to the nearest 5
//!                                          ▼
//! earlier packs, as shown and exact ─▶ protect: withhold more until no hidden figure can be bounded closely
//!                                          │
//!                                          ▼
//!                                        audit ─▶ Pack (exact and shown), or a refusal that names the cells
//! ```
//! Everything here is a pure function; it knows nothing of files, frames or formats.
//!
//! **What an attacker is taken to know**: the rule; everything shown in this pack and the earlier ones; which cells add
//! up to which, across tables and packs; that no patient has more days than the period; and, more than any reader outside
//! does, which figures did not change between two packs, and which sums count no patient twice.
//!
//! **What counts as opened**: a figure of 1 to 7 people, or the days behind it, is opened unless two whole sets of
//! figures agree with all of that and have it apart by the rule's least width. The sets are found and not estimated, so
//! a pass is a proof: no attack on the same knowledge can bound the figure more closely.

mod audit;
mod cells;
mod draft;
mod figure;
mod protect;
mod rule;
mod search;
mod shown;
mod system;
mod tighten;

pub use audit::{Disclosive, audit};
pub use cells::{CellPlace, Exact, Four, PackMeasure};
pub use draft::{PackDraft, PackSum, PersonPart};
pub use figure::ShownFigure;
pub use protect::{primary, protect};
pub use rule::{DisclosureRule, RuleFile};
pub use shown::{Pack, PackCell};
