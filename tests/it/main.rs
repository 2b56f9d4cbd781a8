//! The one integration binary: polars is linked once.

mod agreement;
mod law;
mod oracle;
mod report;
mod report_browser;
mod report_chart;
mod report_csv;
mod report_fixture;
mod report_html;
mod report_look;
mod report_markup;
mod report_xlsx;
mod store;
mod store_child;
mod store_crash;
mod store_damage;
mod store_forged;
mod store_lock;
mod store_modes;
mod store_power;
