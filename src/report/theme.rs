//! The colours of every format, in one place: `0xRRGGBB`. A test keeps words at a contrast of 4.5 and shapes at 3.

/// Words.
pub const INK: u32 = 0x1a_1d_21;
/// Words of less weight.
pub const QUIET: u32 = 0x50_5a_5f;
/// The one accent: links, headings of tables, and what is charged.
pub const ACCENT: u32 = 0x12_43_6d;
/// What gets worse.
pub const WORSE: u32 = 0xb3_4a_00;
/// Outlines of shapes that are not charged, and the zero line.
pub const EDGE: u32 = 0x6b_76_80;
/// The ground of shapes that are not charged.
pub const PALE: u32 = 0xee_f1_f4;
/// Stripes on that ground.
pub const STRIPE: u32 = 0xa3_ad_b6;
/// Rules between sections.
pub const RULE: u32 = 0xcf_d5_da;
/// Hair lines between rows, and lines of scales.
pub const HAIR: u32 = 0xdd_e1_e5;
/// The ground of remarks.
pub const WASH: u32 = 0xf5_f7_f9;

/// The colours as custom properties of a style sheet.
pub fn as_css() -> String {
    let names = [("ink", INK), ("quiet", QUIET), ("accent", ACCENT), ("rule", RULE), ("hair", HAIR), ("wash", WASH)];
    let lines: String = names.iter().map(|(name, colour)| format!(" --{name}: #{colour:06x};")).collect();
    format!(":root {{{lines} }}\n")
}
