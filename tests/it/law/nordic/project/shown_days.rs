//! A day that cannot be read is shown as it was written, so that the sender sees what was wrong; a number of a person is not.

use beddays::files::wording::value;
use beddays::intake::profile::DateStyle;

use super::{events, norway, stays};

/// Goal: no day with its time is taken for a number of a person. Method: the example of each form that can be declared, right and
/// with numbers that no calendar has, in several spellings of the time; and numbers of people that look like days.
#[test]
fn a_day_with_its_time_is_shown_in_every_form() {
    for style in DateStyle::ALL.iter().filter(|style| **style != DateStyle::Serial) {
        let example = style.example().replace('T', " ");
        let (day, time) = example.rsplit_once(' ').unwrap();
        for day in [day.to_owned(), day.replace("31", "32"), day.replace("03", "02").replace("Mar", "Feb")] {
            for time in [time, "9:05", "18.00", "25:61", "09:00:00", "09:00:00.000+01:00", "09:00Z"] {
                for text in [format!("{day} {time}"), format!("{day}T{time}")] {
                    assert_eq!(value(&text), text, "{style:?}");
                }
            }
        }
    }
    for number in
        ["198112181234", "19811218 1234", "19811218-1234", "1981-13-18 1234", "31.02.1950-1234", "010150 12345"]
    {
        assert!(value(number).contains("***"), "{number}: {}", value(number));
    }
}

/// Goal: the reject report and `explain` say what stood there. Method: days of two wrong forms in a delivery of Norway.
#[test]
fn a_refused_day_stands_in_the_reject_report_as_it_was_written() {
    let folder = norway();
    let text = stays(&[("A-1", "9901"), ("A-2", "9901"), ("A-3", "9901")], "2023");
    let text =
        text.replacen("2023-08-01T10:00", "31.02.2023 09:00", 1).replacen("2023-08-01T10:00", "2023-08-01 18.00", 1);
    folder.put("inbox/stays.csv", text);
    folder.put("inbox/events.csv", events(&["A-1", "A-2", "A-3"], "2023", "A-3,ready,2023-02-31 07:30:00,,\n"));
    folder.run(&["run", "--month", "2023-08"]).exits(1);
    let rejects = folder.read("reports/2023-08/rejects.csv");
    for wanted in ["\"31.02.2023 09:00\"", "\"2023-08-01 18.00\"", "\"2023-02-31 07:30:00\""] {
        assert!(rejects.contains(wanted), "{wanted}: {rejects}");
    }
    folder.run(&["explain", "A-1"]).says("31.02.2023 09:00");
}
