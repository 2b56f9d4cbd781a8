//! The facts of the star, and the stays: their columns, each with what it means. The rows come
//! from the models of the same names in `queries/star`.

use crate::store::schema::{SchemaColumn, Table, Type, may, must};

const MONTH: SchemaColumn = must("month_on", Type::Day, "The month whose figure it is in, as its first day.");
const STAY_ID: SchemaColumn = must("stay_id", Type::Word, "The stay, by the sender's name for it.");
const CONVENTION: SchemaColumn =
    must("convention", Type::Word, "The convention that counted. Conventions count the same days: filter by one.");
const AUTHORITY: SchemaColumn =
    must("authority_code", Type::Word, "Authority first notified, or of residence; unknown where no record names it.");
const PROVIDER: SchemaColumn = must("provider_code", Type::Word, "Organisation code of the hospital.");
const CARE_TYPE: SchemaColumn = must("care_type", Type::Word, "Kind of care; acute where none was recorded.");
const REASON: SchemaColumn =
    must("reason_code", Type::Word, "The reason, the first if there are several; none where there is none.");
const SIDE: SchemaColumn =
    must("attributed_to", Type::Word, "Who is responsible: nhs, social_care, both, nobody; none where not said.");
const PAYER: SchemaColumn =
    must("payer_code", Type::Word, "Authority that is charged, or would be; unknown where the law names none.");
const PAYEE: SchemaColumn = must("payee_code", Type::Word, "Organisation that is owed.");
const AMOUNT_MINOR: SchemaColumn = may(
    "amount_minor",
    Type::Int64,
    "What is owed, in pence or øre; empty where the price of a day is not known, which is not 0.",
);
const AMOUNT: SchemaColumn = may("amount", Type::Money, "The same in pounds or kroner, with two decimals.");
const CURRENCY: SchemaColumn = must("currency", Type::Word, "ISO 4217 code of the currency of both amounts.");

/// All of them, the stays first.
pub(super) const STAR: [Table; 7] = [
    Table {
        name: "dim_stay",
        row: "one stay as known at the last run; a stay that was removed has days in the ledger and no row here",
        key: &["stay_id"],
        columns: &[
            STAY_ID,
            PROVIDER,
            AUTHORITY,
            must("admitted_on", Type::Day, "Day the patient was admitted."),
            may("ready_on", Type::Day, "Day the patient was clinically ready to leave."),
            may("discharged_on", Type::Day, "Day the patient left; empty while in hospital."),
            CARE_TYPE,
            may("admission_method", Type::Word, "NHS admission method code."),
            may("discharge_method", Type::Word, "NHS discharge method code."),
            may("discharge_destination", Type::Word, "NHS discharge destination code."),
            may("treatment_function_code", Type::Word, "NHS treatment function code."),
            may("age_at_admission", Type::Int64, "Age in whole years at admission."),
        ],
    },
    Table {
        name: "fact_ledger_day",
        row: "one delayed day under one regime, charged or not, whoever pays, as its month was last published; later corrections are not in it",
        key: &["delay_id", "day", "regime"],
        columns: &[
            must("day", Type::Day, "The day."),
            STAY_ID,
            must("delay_id", Type::Word, "The delay."),
            must("day_of_delay", Type::Int64, "Its place in the delay, from 1."),
            PAYER,
            PAYEE,
            must("status", Type::Word, "What became of it: exactly one a day."),
            must("regime", Type::Word, "The law that decided."),
            may("layer", Type::Word, "Layer of the tariff that gave the rate; empty where none did."),
            must("rule", Type::Word, "Rule of the law that decided."),
            must("cite", Type::Word, "Section of law."),
            must("edition", Type::Int64, "Edition of the month, from 1."),
            must("delayed_days", Type::Int64, "1: the sum is the number of delayed days."),
            must("chargeable_days", Type::Int64, "1 where the day is charged, else 0."),
            AMOUNT_MINOR,
            AMOUNT,
            CURRENCY,
        ],
    },
    Table {
        name: "fact_liability",
        row: "one month, authority, hospital and currency, whoever pays, as last published; later corrections are not in it",
        key: &["month_on", "payer_code", "payee_code", "currency"],
        columns: &[
            MONTH,
            PAYER,
            PAYEE,
            CURRENCY,
            must("delayed_stays", Type::Int64, "Stays with delayed days; over several months one stay counts in each."),
            must("delayed_days", Type::Int64, "Delayed days, charged or not."),
            must("chargeable_days", Type::Int64, "Days that are charged."),
            must("price_missing_days", Type::Int64, "Days that are owed at a price that is not known."),
            AMOUNT_MINOR,
            AMOUNT,
        ],
    },
    Table {
        name: "fact_counted_day",
        row: "one delayed day by one convention of statistics, of all months that the store knows, as known at the last run; of a stay that was removed fact_delayed_days alone has days",
        key: &["convention", "delay_id", "day"],
        columns: &[
            CONVENTION,
            must("day", Type::Day, "The day."),
            MONTH,
            STAY_ID,
            must("delay_id", Type::Word, "The delay: for a statistic every stay is its own."),
            must("days_since_ready", Type::Int64, "Days since the ready day, which is 0."),
            AUTHORITY,
            PROVIDER,
            CARE_TYPE,
            REASON,
            SIDE,
            must("delayed_days", Type::Int64, "1: the sum is the number of delayed days."),
        ],
    },
    Table {
        name: "fact_delayed_days",
        row: "one month, authority, hospital, reason, side and kind of care by one convention",
        key: &[
            "convention",
            "month_on",
            "authority_code",
            "provider_code",
            "reason_code",
            "attributed_to",
            "care_type",
        ],
        columns: &[
            CONVENTION,
            MONTH,
            AUTHORITY,
            PROVIDER,
            REASON,
            SIDE,
            CARE_TYPE,
            must("delayed_days", Type::Int64, "Delayed days."),
            must(
                "people",
                Type::Int64,
                "Stays that have them: who has two reasons is in two rows, so they do not add up.",
            ),
        ],
    },
    Table {
        name: "fact_census",
        row: "one census day, authority, hospital, reason, side and kind of care by one convention",
        key: &[
            "convention",
            "month_on",
            "authority_code",
            "provider_code",
            "reason_code",
            "attributed_to",
            "care_type",
        ],
        columns: &[
            CONVENTION,
            must("day", Type::Day, "The day of the census."),
            MONTH,
            AUTHORITY,
            PROVIDER,
            REASON,
            SIDE,
            CARE_TYPE,
            must("people", Type::Int64, "People who were delayed on the day."),
            must("days_so_far", Type::Int64, "For how many days they have been delayed, all together."),
            must(
                "longest_days",
                Type::Int64,
                "For how many the one who has been delayed longest: no sum of it means anything.",
            ),
        ],
    },
    Table {
        name: "fact_length",
        row: "one band of length in one month, authority, hospital and kind of care by one convention",
        key: &["convention", "bands_of", "month_on", "authority_code", "provider_code", "care_type", "band_place"],
        columns: &[
            CONVENTION,
            must("bands_of", Type::Word, "When the length is taken: end or census."),
            MONTH,
            AUTHORITY,
            PROVIDER,
            CARE_TYPE,
            must("band_place", Type::Int64, "The place of the band, the shortest first."),
            must("band", Type::Word, "The band of length, in days."),
            must("band_from_days", Type::Int64, "The fewest days of the band."),
            must("delays", Type::Int64, "Delays in the band."),
            must("delay_days", Type::Int64, "Their whole lengths together, not the days of the month."),
        ],
    },
];
