//! The part of SQL that other engines answer alike. The models keep to it; whoever asks otherwise is told.

/// Words that mean different things to different engines, or that polars does not know or answers wrongly.
const WORDS: [(&str, &str); 9] = [
    ("date_trunc", "not every engine has it"),
    (" exists", "not every engine has it"),
    ("rollup", "not every engine has it"),
    ("strftime", "not every engine has it"),
    (" round(", "engines round halves differently"),
    (" in (select", "it can take more memory than there is"),
    (" in ( select", "it can take more memory than there is"),
    ("date \'", "write cast(... as date)"),
    ("decimal", "engines divide it differently"),
];

/// Where SQL leaves the portable part, in words; nothing if it does not.
pub fn departures(sql: &str) -> Vec<String> {
    let plain = sql.lines().map(|line| line.split("--").next().unwrap_or("")).collect::<Vec<_>>().join(" ");
    let code = plain.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let words = WORDS.iter().filter(|(word, _)| code.contains(word));
    let mut found: Vec<String> = words.map(|(word, why)| format!("`{}`: {why}", word.trim())).collect();
    found.extend(windows(&code));
    if code.split("left join").skip(1).any(joins_on_inequality) {
        found.push("a left join on an inequality: rows that fit nothing may be lost".to_owned());
    }
    found
}

/// Rows are numbered in a total order and nothing else: frames and sums over windows are answered wrongly.
fn windows(code: &str) -> Option<String> {
    let is_other = |(window, _): (usize, &str)| {
        let keys = code[window..].split("order by").nth(1).and_then(|rest| rest.split(')').next()).unwrap_or("");
        !code[..window].ends_with("row_number()") || !keys.contains(',')
    };
    let found = code.match_indices(" over (").chain(code.match_indices(" over(")).any(is_other);
    found.then(|| "a window that does not number rows in a total order: its sums and counts may be wrong".to_owned())
}

fn joins_on_inequality(join: &str) -> bool {
    let Some(condition) = join.split(" on ").nth(1) else { return false };
    let ends = ["left join", "inner join", " where ", "order by", "group by", ")"];
    let end = ends.iter().filter_map(|end| condition.find(end)).min().unwrap_or(condition.len());
    condition[..end].contains(['<', '>'])
}
