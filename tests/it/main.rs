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
