//! Batches on their way through the cores: read one after the other, parsed in any order, put together one after the
//! other. No batch waits for the end of another: whoever is free takes what there is to do.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::Scope;
use rayon::prelude::*;

use super::Bite;
use super::part::{self, Block, Common, Part};
use super::row::FastRowReader;
use super::source::{Batch, Reader};

/// So many batches are on their way at a time.
const ON_THEIR_WAY: usize = 4;

/// Where to go on.
pub enum Next {
    /// With the next batch, if there is one.
    Batch,
    /// At this byte, with at least so many: a record runs over the end of what was at hand.
    Again(u64, usize),
    /// Nowhere.
    Irregular,
}

/// What is done with the batches, in the order of the file.
pub type PutTogether<'f> = dyn FnMut(&Batch, Vec<Part>) -> Next + Send + 'f;

/// Sends a file through the cores from a byte on: a batch of about `first` bytes, then batches of about `length` in blocks of
/// about `block`. Why it ended: at the end of the file, or where `put_together` said so.
pub fn run<'p>(
    common: &Common<'p>,
    reader: &mut Reader<'_>,
    offset: u64,
    first: usize,
    Bite { batch: length, block }: Bite,
    put_together: &mut PutTogether<'_>,
) -> io::Result<Next> {
    let shelf = Shelf {
        reader: Some(reader),
        offset,
        length: first,
        read: 0,
        ended: false,
        free: (0..ON_THEIR_WAY).map(|_| Batch::default()).collect(),
        parsed: BTreeMap::new(),
        together: 0,
        put_together: Some(put_together),
        stopped: None,
    };
    let flow = Flow { common, length, block, workers: Mutex::new(Vec::new()), shelf: Mutex::new(shelf) };
    rayon::scope(|scope| flow.read(scope));
    let Shelf { stopped, ended, read, together, .. } = flow.shelf.into_inner().unwrap_or_else(PoisonError::into_inner);
    let whole = || if ended && read == together { Ok(Next::Batch) } else { Err(io::Error::other("a batch was lost")) };
    stopped.unwrap_or_else(whole)
}

struct Flow<'f, 'b, 'p> {
    common: &'f Common<'p>,
    length: usize,
    block: usize,
    workers: Mutex<Vec<FastRowReader<'p>>>,
    shelf: Mutex<Shelf<'f, 'b>>,
}

/// What lies ready. What somebody works with is taken out.
struct Shelf<'f, 'b> {
    reader: Option<&'f mut Reader<'b>>,
    /// Where the next batch starts, how many bytes it has, and how many were read before it.
    offset: u64,
    length: usize,
    read: usize,
    /// Whether the end of the file was read.
    ended: bool,
    free: Vec<Batch>,
    /// By their number.
    parsed: BTreeMap<usize, (Batch, Vec<Part>)>,
    /// How many were put together.
    together: usize,
    put_together: Option<&'f mut PutTogether<'f>>,
    /// Why it ends before the end of the file.
    stopped: Option<io::Result<Next>>,
}

impl<'f, 'b, 'p> Flow<'f, 'b, 'p> {
    fn shelf(&self) -> MutexGuard<'_, Shelf<'f, 'b>> {
        self.shelf.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the next batch, if there is one and room for it, unless somebody does.
    fn read<'s>(&'s self, scope: &Scope<'s>) {
        let mut shelf = self.shelf();
        if shelf.ended || shelf.stopped.is_some() || shelf.reader.is_none() {
            return;
        }
        let Some(mut batch) = shelf.free.pop() else { return };
        let (number, offset, length) = (shelf.read, shelf.offset, shelf.length);
        let Some(reader) = shelf.reader.take() else { return };
        drop(shelf);
        // One that had to grow is one block: what lies within a long cell is not read as if it were lines of its own.
        let block = if length > self.length { length } else { self.block };
        let filled = reader.fill(&mut batch, offset, length, block);
        let mut shelf = self.shelf();
        if let Err(error) = filled {
            shelf.stopped.get_or_insert(Err(error));
            return;
        }
        (shelf.read, shelf.offset, shelf.length, shelf.ended) = (number + 1, batch.end(), self.length, batch.last);
        shelf.reader = Some(reader);
        drop(shelf);
        scope.spawn(move |scope| self.parse(scope, number, batch));
        scope.spawn(|scope| self.read(scope));
    }

    /// Parses the blocks of a batch, on every core that is free.
    fn parse<'s>(&'s self, scope: &Scope<'s>, number: usize, batch: Batch) {
        if self.shelf().stopped.is_some() {
            return;
        }
        let parts = (0..batch.ends.len()).into_par_iter().map(|index| self.block(&batch, index)).collect();
        self.shelf().parsed.insert(number, (batch, parts));
        self.put_together(scope);
    }

    fn block(&self, batch: &Batch, index: usize) -> Part {
        let (start, end) = (batch.start(index), batch.ends[index]);
        let block = Block { bytes: &batch.bytes, start, end, limit: end, offset: batch.offset, lines: None };
        let Some(plan) = self.common.plan else { return part::read(self.common, None, block) };
        let idle = self.workers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = idle.unwrap_or_else(|| FastRowReader::new(plan));
        let part = part::read(self.common, Some(&mut worker), block);
        self.workers.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
        part
    }

    /// Puts together what is next in the file, as long as it is there, unless somebody does.
    fn put_together<'s>(&'s self, scope: &Scope<'s>) {
        let Some(put_together) = self.shelf().put_together.take() else { return };
        loop {
            let mut shelf = self.shelf();
            let wanted = shelf.together;
            let Some((batch, parts)) = shelf.parsed.remove(&wanted) else {
                shelf.put_together = Some(put_together);
                return;
            };
            drop(shelf);
            let next = put_together(&batch, parts);
            let mut shelf = self.shelf();
            if !matches!(next, Next::Batch) {
                shelf.stopped.get_or_insert(Ok(next));
                return;
            }
            shelf.together += 1;
            shelf.free.push(batch);
            drop(shelf);
            scope.spawn(|scope| self.read(scope));
        }
    }
}
