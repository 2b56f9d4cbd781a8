//! Column chunks made from packed values: the parquet crate would look every word up again to find its number, and take
//! the others one by one. What is written is what it writes too: a dictionary page where there is one, and one page of
//! values or their numbers, both zstd.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::column::page::{CompressedPage, Page, PageWriteSpec, PageWriter};
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::Result;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::statistics::Statistics;
use parquet::file::writer::{SerializedPageWriter, SerializedRowGroupWriter, TrackedWrite};
use parquet::schema::types::{ColumnDescPtr, ColumnDescriptor};
use zstd::bulk::Compressor;
use zstd::zstd_safe::CParameter;

use crate::store::parquet::{delta, rle_bitpacked};

/// How hard zstd tries.
const LEVEL: i32 = 1;
/// How hard with numbers that are packed to the bit, in which there is hardly anything to find.
const LEVEL_OF_PACKED: i32 = -1;
/// More bytes than the headers of two pages have.
const HEADERS: usize = 1 << 10;
/// The smallest table that zstd can look for repeats with.
const HARDLY: CParameter = CParameter::HashLog(6);

/// A column chunk, encoded.
pub(crate) struct EncodedColumn {
    /// Its bytes, in the parquet crate's own buffer, which only its type of a page names.
    bytes: Page,
    close: ColumnCloseResult,
}

/// The values that rows refer to, as Parquet's plain encoding has them.
pub(crate) struct Dictionary {
    /// The values, one behind the other.
    pub plain: Vec<u8>,
    /// How many.
    pub count: usize,
    /// Whether they are random: nothing repeats in them.
    pub random: bool,
    /// Smallest and largest, and the number of rows without a value, where someone may ask for them.
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
        Self { plain, count, random: false, statistics }
    }

    /// Of days or other 32-bit numbers.
    pub fn of_numbers(numbers: &[i32], statistics: Option<Statistics>) -> Self {
        let plain = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        Self { plain, count: numbers.len(), random: false, statistics }
    }
}

/// The pages of a column chunk, not yet compressed.
pub(crate) struct Pages {
    /// Values that the rows refer to, if there are any.
    pub dictionary: Option<Dictionary>,
    /// Which rows have a value, where one may be missing, and the values or their numbers.
    pub data: Vec<u8>,
    /// How those are written.
    pub encoding: Encoding,
    /// Rows, with and without a value.
    pub rows: usize,
    /// As in [`Dictionary`], of all values.
    pub statistics: Option<Statistics>,
}

impl Pages {
    /// Of each row the number of its value from 1, or 0 for none.
    pub fn coded(column: &ColumnDescriptor, mut numbers: Vec<u32>, mut dictionary: Dictionary) -> Self {
        let (count, statistics) = (dictionary.count, dictionary.statistics.take());
        let rows = numbers.len();
        let mut data = levels(column, &numbers);
        if count > 0 {
            let width = rle_bitpacked::width(count as u32 - 1);
            data.push(width as u8);
            if numbers.contains(&0) {
                numbers.retain(|number| *number > 0);
            }
            numbers.iter_mut().for_each(|number| *number -= 1);
            rle_bitpacked::pack(&numbers, width, &mut data);
        }
        let encoding = if count > 0 { Encoding::RLE_DICTIONARY } else { Encoding::PLAIN };
        let dictionary = Some(dictionary).filter(|dictionary| dictionary.count > 0);
        Self { dictionary, data, encoding, rows, statistics }
    }

    /// Numbers in an order in which they differ little. `there` has a 1 for each row that has one, and a 0 for the others.
    pub fn numbers(column: &ColumnDescriptor, there: &[u32], numbers: &[i64]) -> Self {
        let mut data = levels(column, there);
        delta::numbers(numbers, &mut data);
        let (least, most) = (numbers.iter().min().copied(), numbers.iter().max().copied());
        let missing = (there.len() - numbers.len()) as u64;
        let statistics = Some(Statistics::new::<i64>(least, most, None, Some(missing), false));
        Self { dictionary: None, data, encoding: Encoding::DELTA_BINARY_PACKED, rows: there.len(), statistics }
    }

    /// Texts that all rows have, as [`delta::texts`] takes them.
    pub fn texts(bytes: &[u8], ends: &[i32]) -> Self {
        let mut data = Vec::with_capacity(bytes.len());
        delta::texts(bytes, ends, &mut data);
        // Sorted by something else, their smallest and largest say nothing.
        let (rows, statistics) = (ends.len().saturating_sub(1), None);
        Self { dictionary: None, data, encoding: Encoding::DELTA_BYTE_ARRAY, rows, statistics }
    }
}

impl EncodedColumn {
    /// Encodes a column.
    pub fn encode(column: &ColumnDescPtr, pages: Pages) -> Result<Self> {
        let Pages { dictionary, data, encoding, rows, statistics } = pages;
        let plain = dictionary.as_ref().map_or(&[][..], |dictionary| &dictionary.plain);
        let words = if dictionary.as_ref().is_some_and(|dictionary| dictionary.random) {
            compressor_of_random()?.compress(plain)?
        } else {
            Compressor::new(LEVEL)?.compress(plain)?
        };
        let packed = encoding == Encoding::DELTA_BINARY_PACKED;
        let values = Compressor::new(if packed { LEVEL_OF_PACKED } else { LEVEL })?.compress(&data)?;
        let mut sink = TrackedWrite::new(Vec::with_capacity(words.len() + values.len() + HEADERS));
        let mut writer = SerializedPageWriter::new(&mut sink);
        let mut sizes = Sizes::default();
        let mut encodings = vec![Encoding::PLAIN, Encoding::RLE];
        if let Some(Dictionary { count, .. }) = &dictionary {
            let (buf, num_values) = (words.into(), *count as u32);
            let page = Page::DictionaryPage { buf, num_values, encoding: Encoding::PLAIN, is_sorted: false };
            sizes.add(&writer.write_page(CompressedPage::new(page, plain.len()))?);
        }
        if encoding != Encoding::PLAIN {
            encodings.push(encoding);
        }
        let dictionary_bytes = sizes.compressed;
        let page = Page::DataPage {
            buf: values.into(),
            num_values: rows as u32,
            encoding,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        };
        sizes.add(&writer.write_page(CompressedPage::new(page, data.len()))?);
        let mut metadata = ColumnChunkMetaData::builder(Arc::clone(column))
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(LEVEL)?))
            .set_encodings(encodings)
            .set_num_values(rows as i64)
            .set_total_compressed_size(sizes.compressed)
            .set_total_uncompressed_size(sizes.uncompressed)
            .set_dictionary_page_offset(dictionary.as_ref().map(|_| 0))
            .set_data_page_offset(dictionary_bytes);
        if let Some(statistics) = statistics {
            metadata = metadata.set_statistics(statistics);
        }
        let close = ColumnCloseResult {
            bytes_written: sizes.compressed as u64,
            rows_written: rows as u64,
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

/// For random digits: they become shorter by their few kinds alone, and looking for repeats costs more than that.
fn compressor_of_random() -> std::io::Result<Compressor<'static>> {
    let mut compressor = Compressor::new(LEVEL)?;
    compressor.set_parameter(HARDLY)?;
    Ok(compressor)
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

/// Which rows have a value, if one may be missing: those whose number is not 0.
fn levels(column: &ColumnDescriptor, numbers: &[u32]) -> Vec<u8> {
    let mut page = Vec::with_capacity(numbers.len());
    if column.max_def_level() > 0 {
        page.extend_from_slice(&[0; 4]);
        if numbers.contains(&0) {
            let there: Vec<u32> = numbers.iter().map(|number| u32::from(*number > 0)).collect();
            rle_bitpacked::pack(&there, 1, &mut page);
        } else {
            rle_bitpacked::repeat(1, 1, numbers.len(), &mut page);
        }
        let length = (page.len() - 4) as u32;
        page[..4].copy_from_slice(&length.to_le_bytes());
    }
    page
}
