//! An agreement in words: what it changes of the regime that it extends, and nothing else.

use super::super::show::cited;
use super::Agreement;

/// The difference to the regime, value by value.
pub fn words(agreement: &Agreement) -> Vec<String> {
    let head = &agreement.file.agreement;
    let extends = head.extends.get_ref();
    let days = format!("in force from {} to {}", head.from.get_ref(), head.to.get_ref());
    let mut lines = vec![
        format!("{}: {}", head.id.get_ref(), head.title),
        format!("file {}; SHA-256 of it and of `{extends}` {}", agreement.path, agreement.hash),
        format!(
            "an agreement that extends `{extends}`: what does not stand here is as there (`beddays regimes show {extends}`)"
        ),
        "\nForce".to_owned(),
        cited(&days, &head.cite, head.grade),
        "\nWhat differs".to_owned(),
    ];
    for change in &agreement.changes {
        let words = format!("{}: {} instead of {}", change.value, change.after, change.before);
        lines.push(cited(&words, &change.cite, change.grade));
    }
    lines
}
