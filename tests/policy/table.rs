//! A decision table from its CSV file: the first row whose cells all match gives the verdict.

use innboks::domain::access::{Reason, Verdict};

/// The columns of a table, in the order of the file, with the words that a cell may hold.
pub type Columns = &'static [(&'static str, &'static [&'static str])];

struct Row {
    /// One bit for each word that the cell takes.
    cells: Vec<u32>,
    verdict: Verdict,
}

pub struct Table(Vec<Row>);

impl Table {
    /// Reads a table; `open` is its word for a yes.
    pub fn read(csv: &str, columns: Columns, open: &str) -> Self {
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let names: Vec<_> = columns.iter().map(|(name, _)| *name).collect();
        let header = reader.headers().expect("a header");
        assert_eq!(
            header.iter().collect::<Vec<_>>(),
            [&names[..], &["verdict", "source"]].concat()
        );
        let rows = reader.records().map(|record| {
            let record = record.expect("a row");
            assert!(!record[columns.len() + 1].is_empty(), "without a source: {record:?}");
            let cells = columns.iter().enumerate();
            Row {
                cells: cells.map(|(place, (_, words))| bits(&record[place], words)).collect(),
                verdict: verdict(&record[columns.len()], open),
            }
        });
        Self(rows.collect())
    }

    /// The verdict on the values at these places of the columns' words.
    pub fn verdict(&self, values: &[usize]) -> Verdict {
        let row = self
            .0
            .iter()
            .find(|row| row.cells.iter().zip(values).all(|(cell, value)| cell & (1 << value) != 0));
        row.unwrap_or_else(|| panic!("no row for {values:?}")).verdict
    }
}

fn bits(cell: &str, words: &[&str]) -> u32 {
    if cell == "*" {
        return u32::MAX;
    }
    let place = |word| {
        let place = words.iter().position(|known| *known == word);
        place.unwrap_or_else(|| panic!("{word} is none of {words:?}"))
    };
    cell.split('|').map(|word| 1 << place(word)).sum()
}

fn verdict(word: &str, open: &str) -> Verdict {
    if word == open {
        return Ok(());
    }
    let reason = Reason::ALL.into_iter().find(|reason| reason.word() == word);
    Err(reason.unwrap_or_else(|| panic!("{word} is no reason")))
}
