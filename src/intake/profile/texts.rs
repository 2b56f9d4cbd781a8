//! The TOML of the profiles that come with the program.

/// The files of `profiles/`, in the order in which they are listed.
pub(super) const FILES: &[(&str, &str)] = &[
    ("native-stay", include_str!("../../../profiles/native-stay.toml")),
    ("native-event", include_str!("../../../profiles/native-event.toml")),
    ("native-reason", include_str!("../../../profiles/native-reason.toml")),
    ("native-claim", include_str!("../../../profiles/native-claim.toml")),
    ("cld-r1", include_str!("../../../profiles/cld-r1.toml")),
    ("cld-r2", include_str!("../../../profiles/cld-r2.toml")),
    ("fhir-r4-encounter", include_str!("../../../profiles/fhir-r4-encounter.toml")),
    ("hes-apc", include_str!("../../../profiles/hes-apc.toml")),
    ("hl7-adt", include_str!("../../../profiles/hl7-adt.toml")),
    ("phs-submission", include_str!("../../../profiles/phs-submission.toml")),
    ("scci2075", include_str!("../../../profiles/scci2075.toml")),
    ("sus-apc", include_str!("../../../profiles/sus-apc.toml")),
];

/// The TOML of the built-in profile with this name.
pub(super) fn text_of(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The TOML of every built-in profile.
pub(super) fn texts() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(_, text)| *text)
}
