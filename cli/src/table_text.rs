//! Tables in plain text.

use std::fmt::Write as _;

use clap::builder::styling::Style;

use crate::paint::{Paint, printable};

/// Rows of cells in aligned columns.
#[derive(Debug)]
pub(crate) struct Table {
    heads: Vec<String>,
    /// Which columns hold numbers.
    numeric: &'static [usize],
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(heads: &[&str], numeric: &'static [usize]) -> Self {
        let heads = heads.iter().map(|head| (*head).to_owned()).collect();
        Self { heads, numeric, rows: Vec::new() }
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let shown = |cell: String| printable(&cell).into_owned();
        self.rows.push(cells.into_iter().map(shown).collect());
    }

    /// The table with two spaces between columns; its last column is wrapped at `width`.
    pub(crate) fn render(&self, paint: &Paint, width: usize) -> String {
        let columns = self.heads.len();
        let mut widths: Vec<usize> = self.heads.iter().map(|head| head.chars().count()).collect();
        for row in &self.rows {
            for (widest, cell) in widths.iter_mut().zip(row) {
                *widest = (*widest).max(cell.chars().count());
            }
        }
        let before: usize =
            widths.iter().take(columns.saturating_sub(1)).map(|width| width + 2).sum();
        let room = width.saturating_sub(before).max(24);
        let mut text = String::new();
        if self.heads.iter().any(|head| !head.is_empty()) {
            self.line(&mut text, &self.heads, &widths, paint.strong);
        }
        for row in &self.rows {
            let last = row.last().filter(|_| columns > 1 && !self.numeric.contains(&(columns - 1)));
            let parts = last.map_or_else(Vec::new, |last| wrap(last, room));
            if parts.len() < 2 {
                self.line(&mut text, row, &widths, Style::new());
                continue;
            }
            for (at, part) in parts.into_iter().enumerate() {
                let mut cells = if at == 0 { row.clone() } else { vec![String::new(); columns] };
                if let Some(cell) = cells.last_mut() {
                    *cell = part;
                }
                self.line(&mut text, &cells, &widths, Style::new());
            }
        }
        text
    }

    fn line(&self, text: &mut String, cells: &[String], widths: &[usize], style: Style) {
        let mut line = String::new();
        for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
            // Writing to a string cannot fail.
            let _ = if self.numeric.contains(&at) {
                write!(line, "{cell:>width$}  ")
            } else {
                write!(line, "{cell:<width$}  ")
            };
        }
        let _ = writeln!(text, "{style}{}{style:#}", line.trim_end());
    }
}

/// Lines of at most `width` characters, unless a word is longer.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let text = printable(text);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
