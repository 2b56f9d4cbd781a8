//! The tables of partitions while a commit writes them: rows come in runs, a run a row group or more.

use std::collections::BTreeMap;

use arrow_array::ArrayRef;

use super::Commit;
use crate::domain::{Day, Partition};
use crate::error::{Error, Result};
use crate::store::counted::tables::CountedTables;
use crate::store::files::temp_file::TempFile;
use crate::store::parquet::table_writer::TableWriter;
use crate::store::schema::Table;

/// Tables that are being written.
#[derive(Default)]
pub(in crate::store) struct OpenTables {
    tables: BTreeMap<(Partition, &'static str), OpenTable>,
    counted: BTreeMap<Partition, CountedTables<TempFile>>,
    /// Whether they were ended: what came later would stand in place of what was written.
    is_closed: bool,
}

/// One table, and how many rows it has so far.
pub(in crate::store) struct OpenTable {
    table: &'static Table,
    writer: TableWriter<TempFile>,
    rows: u64,
}

impl std::fmt::Debug for OpenTables {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.tables.keys()).entries(self.counted.keys()).finish()
    }
}

impl Commit<'_> {
    /// Writes rows of a table of a partition, as a row group of their own.
    pub(in crate::store) fn write_group(
        &mut self,
        (partition, table): (Partition, &'static Table),
        columns: Vec<ArrayRef>,
        rows: usize,
    ) -> Result<()> {
        let open = self.open_table(partition, table)?;
        open.writer.write_group(columns)?;
        open.rows += rows as u64;
        Ok(())
    }

    /// A table of a partition, begun if it is not yet.
    pub(in crate::store) fn open_table(
        &mut self,
        partition: Partition,
        table: &'static Table,
    ) -> Result<&mut OpenTable> {
        let place = (partition, table.name);
        self.refuse_closed()?;
        if !self.open.tables.contains_key(&place) {
            let writer = TableWriter::new(table, self.draft_of(table)?)?;
            self.open.tables.insert(place, OpenTable { table, writer, rows: 0 });
        }
        self.open.tables.get_mut(&place).ok_or_else(|| Error::bug("a table of a partition was not begun"))
    }

    /// The tables of counting of the partition that is put, ready for a run of rows: whole months only, up to the last day
    /// that is known.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn counted_tables(&mut self, known_to: Day) -> Result<&mut CountedTables<TempFile>> {
        self.refuse_closed()?;
        self.set_counted_to(Some(known_to));
        let partition = self.partition.unwrap_or(Partition::Open);
        if !self.open.counted.contains_key(&partition) {
            let tables = CountedTables::create(|table| self.draft_of(table))?;
            self.open.counted.insert(partition, tables);
        }
        self.open.counted.get_mut(&partition).ok_or_else(|| Error::bug("the tables of counting were not begun"))
    }

    fn refuse_closed(&self) -> Result<()> {
        if self.open.is_closed { Err(Error::bug("rows of a partition after its tables were ended")) } else { Ok(()) }
    }

    /// Ends the tables of all partitions: they can be read, and no more rows are put.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn close_partitions(&mut self) -> Result<()> {
        let closed = OpenTables { is_closed: true, ..OpenTables::default() };
        let OpenTables { tables, counted, .. } = std::mem::replace(&mut self.open, closed);
        let before = self.partition;
        for ((partition, _), OpenTable { table, writer, rows }) in tables {
            self.partition = Some(partition);
            self.keep_table(table, writer.finish()?, rows)?;
        }
        for (partition, tables) in counted {
            self.partition = Some(partition);
            for (table, temp_file, rows) in tables.finish()? {
                self.keep_table(table, temp_file, rows)?;
            }
        }
        self.partition = before;
        Ok(())
    }
}
