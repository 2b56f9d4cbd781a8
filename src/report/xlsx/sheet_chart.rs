//! A chart of the spreadsheet, as it is planned.

/// A chart of a sheet, over cells of the same sheet.
pub struct SheetChart {
    pub form: ChartForm,
    /// The cell with its title.
    pub title: (u32, u16),
    /// Read out by screen readers.
    pub alt: String,
    /// The top row of it.
    pub row: u32,
    /// The row of the names of its series.
    pub head: u32,
    /// The rows of its figures, the first and the last.
    pub rows: (u32, u32),
    /// The unit of its values.
    pub unit: &'static str,
    pub series: Vec<SheetSeries>,
}

impl SheetChart {
    /// How many figures each of its series has room for.
    pub fn height(&self) -> u32 {
        self.rows.1 + 1 - self.rows.0
    }
}

/// How a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartForm {
    /// Bars that lie, the first on top; of several series one behind the other.
    Bars,
    /// Columns, one on the other.
    Columns,
    /// Lines over months.
    Lines,
}

/// One series: a column of figures, below the cell with its name.
pub struct SheetSeries {
    pub column: u16,
    pub look: SeriesLook,
}

/// How a series looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesLook {
    /// Nothing is drawn: what follows starts where it ends.
    Hidden,
    /// A shape of this colour.
    Filled(u32),
    /// A line of this colour with points.
    Points(u32),
    /// A line of this colour.
    Line(u32),
    /// A broken line of this colour.
    Broken(u32),
}
