//! Charts: scalable, named, readable without colour, and saying the same as the tables.

use beddays::domain::Language;
use beddays::domain::money::thousands;
use beddays::report::chart::{Room, inline, svg};
use beddays::report::model::{ChartBar, Drawing, ReportChart, StackedSeries};

use crate::report::fixture::{SCRIPTS, day, payloads, statement};
use crate::report::markup::tags;

pub fn charts() -> Vec<ReportChart> {
    statement().sections.into_iter().filter_map(|section| section.chart).collect()
}

pub fn bars(values: &[(&str, i64)]) -> Vec<ChartBar> {
    values.iter().map(|(label, value)| ChartBar { label: (*label).into(), value: *value, strong: false }).collect()
}

pub fn chart(drawing: Drawing) -> ReportChart {
    ReportChart { id: "one", title: "Title".into(), description: "Description".into(), unit: "days", drawing }
}

/// The words that a chart shows, one text element each.
fn shown(svg: &str) -> Vec<String> {
    tags(svg).into_iter().filter(|tag| tag.name == "text" && !tag.is_end).map(|tag| tag.words).collect()
}

#[test]
fn charts_have_a_name_and_a_description() {
    for chart in charts() {
        let drawn = svg(&chart).unwrap();
        let tags = tags(&drawn);
        let frame = &tags[0];
        assert_eq!((frame.name.as_str(), frame.get("role")), ("svg", Some("img")));
        assert!(frame.get("viewbox").unwrap().starts_with("0 0 760 ") && frame.get("width").is_none());
        assert!(drawn.contains("viewBox="), "the letter case of this attribute matters outside HTML");
        let id = format!("chart.{}", chart.id);
        assert_eq!(frame.get("aria-labelledby"), Some(&*format!("{id}.title {id}.description")));
        assert_eq!((tags[1].name.as_str(), tags[1].words.as_str()), ("title", chart.title.as_str()));
        assert_eq!((tags[3].name.as_str(), tags[3].words.as_str()), ("desc", chart.description.as_str()));
        assert!(tags.iter().all(|tag| tag.get("style").is_none()));
    }
}

#[test]
fn every_bar_has_its_name_and_its_value() {
    for chart in charts() {
        let (Drawing::Bridge(bars) | Drawing::Bars(bars)) = &chart.drawing else { continue };
        for room in [Room::Wide, Room::Narrow] {
            let shown = shown(&inline(&chart, room, Language::English).unwrap());
            let joined = shown.join(" ");
            for bar in bars {
                assert!(joined.contains(&bar.label), "{}: {joined}", bar.label);
                let number = thousands(bar.value.unsigned_abs());
                let wanted = [number.clone(), format!("−{number}"), format!("{number} days")];
                assert!(shown.iter().any(|words| wanted.contains(words)), "{number}: {shown:?}");
            }
        }
    }
}

#[test]
fn steps_of_a_bridge_are_marked_as_taken_away() {
    let bridge = Drawing::Bridge(bars(&[("All", 10), ("Less", 4), ("None", 0), ("Rest", 6)]));
    assert_eq!(shown(&svg(&chart(bridge)).unwrap()), ["All", "10 days", "Less", "−4", "None", "0", "Rest", "6 days"]);
}

#[test]
fn series_differ_by_shape_and_not_only_by_colour() {
    let series = |strong: bool| StackedSeries { label: "Name".into(), values: vec![5; 3], strong };
    let draw = |all: Vec<StackedSeries>| svg(&chart(Drawing::Daily { first: day("2018-03-01"), series: all })).unwrap();
    let lines = |svg: &str| tags(svg).iter().filter(|tag| tag.name == "path").count();
    let [solid, hatched] = [draw(vec![series(true)]), draw(vec![series(false)])];
    // One more line for each column and for the legend.
    assert_eq!(lines(&hatched), lines(&solid) + 4);
    assert!(lines(&draw(vec![series(true), series(true)])) > lines(&solid));
}

#[test]
fn days_stand_under_their_columns() {
    let series = |days: usize| vec![StackedSeries { label: "Name".into(), values: vec![3; days], strong: true }];
    let draw = |first: &str, days: usize, room: Room| {
        shown(
            &inline(&chart(Drawing::Daily { first: day(first), series: series(days) }), room, Language::English)
                .unwrap(),
        )
    };
    let february = draw("2016-02-01", 29, Room::Wide);
    assert!(february.contains(&"29".to_owned()) && !february.contains(&"30".to_owned()));
    assert!(february.contains(&"February 2016".to_owned()));
    let narrow = draw("2018-03-01", 31, Room::Narrow);
    assert!(["8", "15", "22", "29"].iter().all(|wanted| narrow.iter().any(|words| words == wanted)), "{narrow:?}");
    assert!(!narrow.contains(&"28".to_owned()), "there is no room for every day");
    let over = draw("2018-12-30", 4, Room::Wide);
    assert!(over.contains(&"30".to_owned()) && over.contains(&"January 2019".to_owned()), "{over:?}");
    let squeezed = draw("2018-12-30", 31, Room::Wide);
    assert!(!squeezed.contains(&"December 2018".to_owned()) && squeezed.contains(&"January 2019".to_owned()));
}

#[test]
fn the_scale_is_round_and_covers_the_highest_column() {
    for highest in [1, 2, 3, 7, 10, 19, 74, 99, 100, 101, 1_234, 999_999, 1_000_000_000_000] {
        let series = vec![StackedSeries { label: "n".into(), values: vec![highest], strong: true }];
        let drawn = svg(&chart(Drawing::Daily { first: day("2018-03-01"), series })).unwrap();
        let numbers =
            shown(&drawn).iter().filter_map(|words| words.replace(',', "").parse::<i64>().ok()).collect::<Vec<_>>();
        let top = *numbers.iter().max().unwrap();
        assert!(top >= highest && top <= highest * 3 + 1, "{highest}: {numbers:?}");
        assert!(numbers.len() <= 9, "{highest}: {numbers:?}");
    }
}

#[test]
fn nothing_to_draw_is_said() {
    for drawing in [
        Drawing::Bars(vec![]),
        Drawing::Bridge(vec![]),
        Drawing::Daily { first: day("2018-03-01"), series: vec![] },
        Drawing::Daily {
            first: day("2018-03-01"),
            series: vec![StackedSeries { label: "n".into(), values: vec![], strong: true }],
        },
    ] {
        let drawn = svg(&chart(drawing)).unwrap();
        assert!(shown(&drawn).contains(&"There is nothing to draw.".to_owned()), "{drawn}");
    }
    let zero = svg(&chart(Drawing::Bars(bars(&[("A", 0), ("B", 0)])))).unwrap();
    assert_eq!(shown(&zero), ["A", "0 days", "B", "0"]);
}

#[test]
fn payloads_stay_words_and_names_that_are_too_long_are_cut() {
    for text in payloads(SCRIPTS) {
        let mut chart = chart(Drawing::Bars(bars(&[(&text, 5), ("Short", 3)])));
        (chart.title, chart.description) = (text.clone(), text);
        for tag in tags(&svg(&chart).unwrap()) {
            assert!(["svg", "title", "desc", "text", "rect", "path"].contains(&tag.name.as_str()), "{tag:?}");
        }
    }
    let long = "word ".repeat(60);
    let cut = shown(&svg(&chart(Drawing::Bars(bars(&[(&long, 5)])))).unwrap());
    assert_eq!(cut.len(), 3, "{cut:?}");
    assert!(cut[1].ends_with('…'));
    let unbroken = shown(&svg(&chart(Drawing::Bars(bars(&[(&"x".repeat(200), 5)])))).unwrap());
    assert!(unbroken[0].ends_with('…') && unbroken[0].chars().count() < 50, "{unbroken:?}");
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let series = |values: &[i64]| StackedSeries { label: "n".into(), values: values.to_vec(), strong: false };
    let first = day("2018-03-01");
    for (drawing, wanted) in [
        (Drawing::Bars(bars(&[("A", -1)])), "-1 cannot be drawn"),
        (Drawing::Bars(bars(&[("A", i64::MAX)])), "cannot be drawn"),
        (Drawing::Bridge(bars(&[("A", 5)])), "a first and a last bar"),
        (Drawing::Bridge(bars(&[("A", 5), ("B", 4)])), "5 less 0 does not lead to 4"),
        (Drawing::Daily { first, series: vec![series(&[1, 2]), series(&[1])] }, "1 days in one series, 2 in another"),
    ] {
        let error = svg(&chart(drawing)).unwrap_err();
        assert!(error.what().contains(wanted), "{}", error.what());
    }
}
