//! Reports, and the public pack.

pub mod axe;
pub mod browser;
pub mod chart;
pub mod csv;
pub mod disclosure;
pub mod disclosure_attack;
pub mod disclosure_made;
pub mod disclosure_simplex;
pub mod every_page;
pub mod fixture;
pub mod html;
pub mod look;
pub mod markup;
pub mod model;
pub mod packs_kept;
pub mod print;
pub mod publish;
pub mod read_back;
pub mod spreadsheet;
pub mod trend;
pub mod trend_limits;
pub mod words;
pub mod xlsx;
