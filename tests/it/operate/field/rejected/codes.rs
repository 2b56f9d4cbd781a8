//! Every code of a warning: it opens a doubt with days and money at stake, its money stands in a table of its own, or no bill
//! can hang on it. One table; the cases beside it show each doubt.

use std::collections::BTreeSet;

use beddays::domain::finding_codes::CODES;

use super::doubted;

/// `doubt`: a case shows its days at stake; `listed`: where its money stands; `-`: why no bill hangs on it.
const TABLE: &str = "
W_AMBIGUOUS              listed  the table of records that were joined to no stay has its days and money
W_AREA_NAMES             -       publications: no bill is made of them
W_AROUND                 -       what stands round the table is no record, as the profile declares
W_BLANK                  -       there is nothing in the line
W_BOM                    -       a mark of the encoding, no value
W_CANCEL                 doubt
W_CANCELLED              -       the council itself took the event back
W_CARE_GONE              doubt
W_CARE_START             doubt
W_CARE_TIME              doubt
W_CARE_TYPE              doubt
W_CASE                   -       the code is the same in another case
W_CHI                    -       Scotland's return: no law that is judged here makes a bill of its stays
W_CLAIM_DAYS             -       what others claim: no bill is made of it, and the comparison of claims says it
W_CLAIM_SPLIT            -       what others claim: no bill is made of it, and the comparison of claims says it
W_CLAIM_TWICE            -       what others claim: no bill is made of it, and the comparison of claims says it
W_CLASS                  doubt
W_ORG_TERM               listed  the doubt of days for which no council is known, and the successor who pays
W_CODE_TERM              -       a code that its list no longer has still means what it meant
W_CODE_UNLISTED          -       a code of a list that no rule of a bill reads; one that a rule reads is refused
W_COLUMN_IGNORED         -       the profile says that the column is not read
W_CONTROL                -       words of people: no rule reads them
W_COUNCIL                doubt
W_DEATH                  doubt
W_DISCHARGE              doubt
W_DISPUTED               doubt
W_EMPTY_COLUMN           -       there is nothing in the column
W_ENCODING               -       a character that is read wrongly makes a code that is refused
W_ENCOUNTER              doubt
W_EOL                    -       the ends of lines are no values
W_EPISODE                doubt
W_EPISODE_ORDER          -       where its place decides how the stay ended, W_SPELL_END says so
W_ESCAPE                 -       the text stands as it was sent; where a day or code must stand it is refused
W_EVENT_AFTER_DISCHARGE  doubt
W_EVENT_BEFORE_ADMISSION doubt
W_FIGURES                -       publications: no bill is made of them
W_FORMER_VALUE           -       the value of the release before means the same
W_FORMULA_CELL           -       the value is the one that the sender saw in the cell
W_FORMULA_TEXT           -       words of people: no rule reads them
W_FRAMING                -       bytes of the network, no values
W_HEADER_NORMALISED      -       the column is the same in another spelling
W_HIDDEN                 -       what is hidden counts like the rest: nothing is left out
W_ILL_AGAIN              doubt
W_INVALID                -       a field that is not kept, or a day of birth; a day of death that cannot be read is W_DEATH
W_LEAVE                  doubt
W_LEADING_ZERO           -       the number is the same without its zeros
W_LENGTH                 doubt
W_LINK_DOUBT             doubt
W_MANDATORY              -       a field that no rule reads; one that a rule reads is refused where it is blank
W_MEASURE                -       publications: no bill is made of them
W_MERGE                  -       the stays are the same under the number that lives on
W_MERGED                 doubt
W_MISDATED               -       publications: no bill is made of them
W_MISSING_STAY           doubt
W_MONTH                  -       Scotland's return: no law that is judged here makes a bill of its stays
W_MONTHS_MISSING         -       publications: no bill is made of them
W_NHS_FORMAT             -       the number is the same without its spaces
W_NOTICE_DATE            doubt
W_NOT_READ               -       publications: no bill is made of them
W_NO_ASSESSMENT          doubt
W_NO_NHS_NUMBER          -       a bill asks for the stay; records that need the person to find it are W_UNLINKED
W_NO_ROWS                listed  the statement says on each page that the data of the month did not come
W_NO_TIME                doubt
W_NULL                   -       the profile declares that the word means nothing
W_NUMERIC_ID             -       a name that lost its zeros is that of no stay, and its records are R_UNKNOWN_STAY
W_ORDER                  doubt
W_OUT_OF_ORDER           -       the order is that in which the messages were recorded, which they say themselves
W_OVERLAP                listed  days that are charged in both stays are the sum charged twice
W_PERIOD                 -       an event counts by its own days, whatever return it stands in
W_PERSON                 doubt
W_PERSON_NUMBER          -       who it is moves no day; the number is taken as it is
W_PII_IN_TEXT            -       words of people: no rule reads them
W_QUESTION               -       an answer that no rule reads
W_REASON                 -       Scotland's return: no law that is judged here makes a bill of its stays
W_RELEASE                -       the release means the same in all that is read
W_PART                   -       a part of a stay that is there as a whole
W_REPEAT                 doubt
W_REPLY_ALONE            -       a reply changes nothing in law; one that refuses is W_DISPUTED
W_REPLY_MISMATCH         -       a reply changes nothing in law; one that refuses is W_DISPUTED
W_RESIDENCE              doubt
W_REVISED                -       publications: no bill is made of them
W_ROWS_MISSING           -       publications: no bill is made of them
W_SECOND_NOTICE          doubt
W_SEP_LINE               -       the line names the sign between cells, no value
W_SHARE                  listed  its rejected records are in doubt one by one
W_SHEET                  -       one sheet is the delivery; where several fit, the file is refused
W_SHEET_FULL             listed  the table of findings: it names no stay, because the rows that lack name none
W_SITE                   doubt
W_SPELL_CUT              doubt
W_SPELL_DAYS             doubt
W_SPELL_END              doubt
W_SPELL_START            doubt
W_TEXT                   -       words of people: no rule reads them
W_TIME_AMBIGUOUS         -       the hour between 1 and 2 in the morning, in which no rule has a limit
W_TIME_DROPPED           -       the day is the same without the midnight behind it
W_TOO_LONG               -       the field was read whole
W_TRAILER                -       a mark of the end of the file, no value
W_TRIM                   -       the value is the same without its spaces
W_TRUNCATED              -       a last row that lacks cells is refused (R_WIDTH, R_HL7)
W_UNKNOWN_COLUMN         -       a column that the profile does not name; a name near to one that lacks is refused
W_UNLINKED               listed  the table of records that were joined to no stay has its days and money
W_VALUE_SET              doubt
W_VOLUME                 listed  the table of senders: how many records came and how many came before
W_WITHDRAWS_NOTHING      -       of a notice that is not there nothing is charged that a withdrawal could take away
W_ZONE                   -       the moment is the same by the local clock
";

fn rows() -> Vec<(&'static str, &'static str, &'static str)> {
    let row = |line: &'static str| {
        let (code, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        let (class, why) = rest.split_once(' ').unwrap_or((rest, ""));
        (code, class, why.trim())
    };
    TABLE.trim().lines().map(row).collect()
}

#[test]
fn every_code_of_a_warning_stands_in_the_table_once() {
    let listed: Vec<&str> = rows().iter().map(|(code, ..)| *code).collect();
    let codes: Vec<&str> = CODES.iter().map(|(code, _)| *code).filter(|code| code.starts_with("W_")).collect();
    assert_eq!(BTreeSet::from_iter(listed.clone()), BTreeSet::from_iter(codes));
    assert_eq!(listed.len(), listed.iter().collect::<BTreeSet<_>>().len());
    for (code, class, why) in rows() {
        let has_reason = class == "doubt" && why.is_empty() || matches!(class, "listed" | "-") && !why.is_empty();
        assert!(has_reason, "{code}: {class} {why}");
    }
}

/// What the projects of `doubted` show: the codes with days at stake are those that the table says open a doubt.
#[test]
fn each_code_with_a_doubt_puts_days_and_money_at_stake() {
    let mut shown: BTreeSet<String> = BTreeSet::new();
    let mut moves: BTreeSet<String> = BTreeSet::new();
    for (name, case) in doubted::projects() {
        let ran = case.beddays("run --project p --month 2018-06");
        assert!(matches!(ran.exit, Some(0 | 1)), "{name}: {}", ran.stderr);
        let run = case.json("p/reports/2018-06/run.json");
        for doubt in run["doubts"].as_array().unwrap() {
            let Some(code) = doubt["record"]["code"].as_str().filter(|code| code.starts_with("W_")) else { continue };
            assert!(doubt["days_at_stake"].is_i64() || doubt["not_known"].is_string(), "{name}: {doubt}");
            shown.insert(code.to_owned());
            if doubt["amount_at_stake_minor"].as_i64().is_some_and(|amount| amount != 0) {
                moves.insert(code.to_owned());
            }
        }
    }
    let wanted: BTreeSet<String> =
        rows().iter().filter(|(_, class, _)| *class == "doubt").map(|(code, ..)| (*code).to_owned()).collect();
    let lacking: Vec<&String> = wanted.difference(&shown).collect();
    let surplus: Vec<&String> = shown.difference(&wanted).collect();
    assert!(lacking.is_empty() && surplus.is_empty(), "no doubt of {lacking:?}; a doubt of {surplus:?}");
    // The day of admission alone moves no day of a bill of notices.
    let still: Vec<&String> = wanted.difference(&moves).filter(|code| *code != "W_SPELL_START").collect();
    assert!(still.is_empty(), "nothing at stake for {still:?}");
}
