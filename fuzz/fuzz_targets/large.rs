//! Native stays by the fast way and the careful one: the same rows, receipts and findings, or the same refusal.

#![no_main]

use beddays::domain::Authorities;
use beddays::files::container::FileKind;
use beddays::settle::fast::{self, Bite, Source};
use beddays::intake::profile::native;
use beddays::intake::{DeliveryContent, Delivery, NativeTable, Rules};
use beddays::settle::take;
use beddays::store::sha256;
use libfuzzer_sys::fuzz_target;

fn body(bytes: &[u8]) {
    // The fast way is taken for text alone.
    if FileKind::of(bytes) != FileKind::Text {
        return;
    }
    let zone = jiff::tz::TimeZone::get("Europe/London").expect("the zone is built in");
    let as_of = "2026-04-15".parse().ok();
    let rules = Rules { zone: &zone, key: &[0; 32], authorities: Authorities::england() };
    let profile = native(NativeTable::Stay).expect("the native profile is right");
    let (file, hash, dates) = ("fuzzed", sha256(bytes), Default::default());
    let (size, content) = (bytes.len(), DeliveryContent::Text(bytes));
    let delivery = Delivery { file, sha256: &hash, size, content, profile: &profile, received: 1, dates };
    let careful = take(&[delivery], &rules, as_of);
    let source = Source { file, bytes: &bytes, before: 0, dates, profile: &profile };
    for bite in [Bite::default(), Bite { block: 200, batch: 900 }] {
        match (fast::take(&[source], (&rules, as_of), bite, &|_| {}), &careful) {
            (Ok(quick), Ok(careful)) => {
                assert_eq!(quick.stays(0..quick.len()).expect("packed stays are stays"), careful.stays);
                assert_eq!((&quick.receipts, &quick.findings), (&careful.receipts, &careful.findings));
            }
            (Err(quick), Err(careful)) => assert_eq!(quick.to_json(), careful.to_json()),
            (quick, careful) => panic!("one way only: {:?}, {:?}", quick.is_ok(), careful.is_ok()),
        }
    }
}

fuzz_target!(|bytes: &[u8]| body(bytes));
