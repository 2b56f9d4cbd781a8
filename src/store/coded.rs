//! Column chunks made from numbers of words that are known already: the parquet crate would look every word up again to
//! find its number. What is written is what it writes too: a dictionary page and one page of packed numbers, both zstd.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use parquet::basic::{Compression, Encoding, Repetition, Type as Physical, ZstdLevel};
use parquet::column::page::{CompressedPage, Page, PageWriteSpec, PageWriter};
use parquet::column::writer::{ColumnCloseResult, get_column_writer, get_typed_column_writer};
use parquet::data_type::{ByteArray, FixedLenByteArray, FixedLenByteArrayType};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::statistics::Statistics;
use parquet::file::writer::{SerializedPageWriter, SerializedRowGroupWriter, TrackedWrite};
use parquet::schema::types::{ColumnDescPtr, ColumnDescriptor, ColumnPath, Type};

use super::hybrid;

/// A column chunk, encoded.
pub(super) struct Coded {
    /// Its bytes, in the parquet crate's own buffer, which only its type of a page names.
    bytes: Page,
    close: ColumnCloseResult,
}

/// The values that rows refer to, as Parquet's plain encoding has them.
pub(super) struct Dictionary {
    /// The values, one behind the other.
    pub plain: Vec<u8>,
    /// How many.
    pub count: usize,
    /// Smallest and largest, and the number of rows without a value, where somebody may ask for them.
    pub statistics: Option<Statistics>,
}

impl Dictionary {
    /// Of texts.
    pub fn of_texts<'t>(texts: impl Iterator<Item = &'t [u8]>, statistics: Option<Statistics>) -> Self {
        let (mut plain, mut count) = (Vec::new(), 0);
        for text in texts {
            plain.extend_from_slice(&(text.len() as u32).to_le_bytes());
            plain.extend_from_slice(text);
            count += 1;
        }
        Self { plain, count, statistics }
    }

    /// Of days or other 32-bit numbers.
    pub fn of_numbers(numbers: &[i32], statistics: Option<Statistics>) -> Self {
        let plain = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        Self { plain, count: numbers.len(), statistics }
    }
}

impl Coded {
    /// Encodes a column: of each row the number of its value from 1, or 0 for none.
    pub fn encode(column: &ColumnDescPtr, numbers: &[u32], dictionary: Dictionary) -> Result<Self> {
        let Dictionary { plain, count, statistics } = dictionary;
        let mut sink = TrackedWrite::new(Vec::new());
        let mut pages = SerializedPageWriter::new(&mut sink);
        let mut sizes = Sizes::default();
        if count > 0 {
            let size = plain.len();
            let buf = compress(plain)?.into();
            let num_values = count as u32;
            let page = Page::DictionaryPage { buf, num_values, encoding: Encoding::PLAIN, is_sorted: false };
            sizes.add(&pages.write_page(CompressedPage::new(page, size))?);
        }
        let dictionary_bytes = sizes.compressed;
        let data = data_page(column, numbers, count);
        let size = data.len();
        let page = Page::DataPage {
            buf: compress(data)?.into(),
            num_values: numbers.len() as u32,
            encoding: if count > 0 { Encoding::RLE_DICTIONARY } else { Encoding::PLAIN },
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        };
        sizes.add(&pages.write_page(CompressedPage::new(page, size))?);
        let mut metadata = ColumnChunkMetaData::builder(Arc::clone(column))
            .set_compression(compression()?)
            .set_encodings(if count > 0 {
                vec![Encoding::PLAIN, Encoding::RLE, Encoding::RLE_DICTIONARY]
            } else {
                vec![Encoding::PLAIN, Encoding::RLE]
            })
            .set_num_values(numbers.len() as i64)
            .set_total_compressed_size(sizes.compressed)
            .set_total_uncompressed_size(sizes.uncompressed)
            .set_dictionary_page_offset((count > 0).then_some(0))
            .set_data_page_offset(dictionary_bytes);
        if let Some(statistics) = statistics {
            metadata = metadata.set_statistics(statistics);
        }
        let close = ColumnCloseResult {
            bytes_written: sizes.compressed as u64,
            rows_written: numbers.len() as u64,
            metadata: metadata.build()?,
            bloom_filter: None,
            column_index: None,
            offset_index: None,
        };
        let bytes = sink.into_inner()?.into();
        Ok(Self {
            bytes: Page::DictionaryPage { buf: bytes, num_values: 0, encoding: Encoding::PLAIN, is_sorted: false },
            close,
        })
    }

    /// Appends the chunk to a row group.
    pub fn append<W: Write + Send>(self, group: &mut SerializedRowGroupWriter<'_, W>) -> Result<()> {
        group.append_column(self.bytes.buffer(), self.close)
    }
}

#[derive(Default)]
struct Sizes {
    compressed: i64,
    uncompressed: i64,
}

impl Sizes {
    fn add(&mut self, written: &PageWriteSpec) {
        self.compressed += written.compressed_size as i64;
        self.uncompressed += written.uncompressed_size as i64;
    }
}

/// Which rows have a value, where one may be missing, and the packed numbers of those that have.
fn data_page(column: &ColumnDescriptor, numbers: &[u32], count: usize) -> Vec<u8> {
    let mut page = Vec::with_capacity(numbers.len());
    if column.max_def_level() > 0 {
        page.extend_from_slice(&[0; 4]);
        let there: Vec<u32> = numbers.iter().map(|number| u32::from(*number > 0)).collect();
        hybrid::pack(&there, 1, &mut page);
        let length = (page.len() - 4) as u32;
        page[..4].copy_from_slice(&length.to_le_bytes());
    }
    if count > 0 {
        let width = hybrid::width(count as u32 - 1);
        page.push(width as u8);
        let places: Vec<u32> = numbers.iter().filter_map(|number| number.checked_sub(1)).collect();
        hybrid::pack(&places, width, &mut page);
    }
    page
}

fn compression() -> Result<Compression> {
    Ok(Compression::ZSTD(ZstdLevel::try_new(1)?))
}

/// The parquet crate keeps its compressor to itself: a column of one value of just these bytes gets them compressed as
/// they are.
fn compress(bytes: Vec<u8>) -> Result<Vec<u8>> {
    let length = i32::try_from(bytes.len()).map_err(|error| ParquetError::External(error.into()))?;
    if length == 0 {
        return Ok(Vec::new());
    }
    let one = Type::primitive_type_builder("bytes", Physical::FIXED_LEN_BYTE_ARRAY)
        .with_repetition(Repetition::REQUIRED)
        .with_length(length)
        .build()?;
    let column = Arc::new(ColumnDescriptor::new(Arc::new(one), 0, 0, ColumnPath::from("bytes")));
    let properties = WriterProperties::builder()
        .set_compression(compression()?)
        .set_dictionary_enabled(false)
        .set_statistics_enabled(EnabledStatistics::None)
        .build();
    let caught = Arc::new(Mutex::new(Vec::new()));
    let catch = Box::new(Catch(Arc::clone(&caught)));
    let mut writer =
        get_typed_column_writer::<FixedLenByteArrayType>(get_column_writer(column, Arc::new(properties), catch));
    writer.write_batch(&[FixedLenByteArray::from(ByteArray::from(bytes))], None, None)?;
    writer.close()?;
    let caught = std::mem::take(&mut *caught.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(caught)
}

/// Keeps the bytes of the one page that it is given.
struct Catch(Arc<Mutex<Vec<u8>>>);

impl PageWriter for Catch {
    fn write_page(&mut self, page: CompressedPage) -> Result<PageWriteSpec> {
        let mut spec = PageWriteSpec::new();
        (spec.page_type, spec.num_values) = (page.page_type(), page.num_values());
        (spec.uncompressed_size, spec.compressed_size) = (page.uncompressed_size(), page.compressed_size());
        spec.bytes_written = page.compressed_size() as u64;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = page.data().to_vec();
        Ok(spec)
    }

    fn close(&mut self) -> Result<()> {
        Ok(())
    }
}
