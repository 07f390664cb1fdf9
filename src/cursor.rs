//! A byte cursor over strict JSON.
//!
//! Accepts exactly the documents that `serde_json` reads into a `Value`; the tests hold the two against
//! each other.

use std::borrow::Cow;

use crate::scan;
use crate::table::Field;

/// Most containers that may be open at once.
pub(crate) const MAX_DEPTH: u32 = 127;

/// Why reading stopped. The cursor's position tells where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A JSON value was expected.
    Value,
    /// The text ended too early.
    End,
    /// A control character inside a string.
    Control,
    /// A backslash without a known escape behind it.
    Escape,
    /// Half of a surrogate pair.
    Surrogate,
    /// A malformed number.
    Number,
    /// A number beyond the range of doubles.
    Range,
    /// An object key was expected.
    Key,
    /// A colon was expected.
    Colon,
    /// A comma or the end of a container was expected.
    Comma,
    /// Something behind the value.
    Trailing,
    /// More than [`MAX_DEPTH`] containers.
    Depth,
    /// Well-formed, but not what the contract asks for.
    Contract,
}

/// Where a string's content lies, without the quotes.
#[derive(Clone, Copy)]
pub(crate) struct Str {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) escaped: bool,
}

/// Where a number lies.
#[derive(Clone, Copy)]
pub(crate) struct Num {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Whether it is spelled without fraction and exponent.
    pub(crate) plain: bool,
}

/// A position in JSON text. The text is UTF-8; whoever constructs a cursor has checked that.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    pub(crate) text: &'a str,
    bytes: &'a [u8],
    pub(crate) pos: usize,
    pub(crate) depth: u32,
}

/// Equality of short texts, without the call that comparing slices costs.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as a call it is slower than what it replaces")]
pub(crate) fn same(mut a: &[u8], mut b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    // The last word may overlap with the one before: that is cheaper than going byte by byte.
    if let (Some(x), Some(y)) = (a.last_chunk::<8>(), b.last_chunk::<8>()) {
        if u64::from_le_bytes(*x) != u64::from_le_bytes(*y) {
            return false;
        }
        while let (Some((x, rest_a)), Some((y, rest_b))) =
            (a.split_first_chunk::<8>(), b.split_first_chunk::<8>())
        {
            if u64::from_le_bytes(*x) != u64::from_le_bytes(*y) {
                return false;
            }
            (a, b) = (rest_a, rest_b);
        }
        return true;
    }
    if let (Some(x), Some(y)) = (a.first_chunk::<4>(), b.first_chunk::<4>()) {
        return x == y && a.last_chunk::<4>() == b.last_chunk::<4>();
    }
    a.iter().zip(b).all(|(x, y)| x == y)
}

impl<'a> Cursor<'a> {
    #[inline]
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text, bytes: text.as_bytes(), pos: 0, depth: 0 }
    }

    #[inline]
    pub(crate) const fn at(text: &'a str, pos: usize, depth: u32) -> Self {
        Self { text, bytes: text.as_bytes(), pos, depth }
    }

    /// The byte at the position; 0, which starts no token, at the end.
    #[inline]
    pub(crate) fn peek(&self) -> u8 {
        self.bytes.get(self.pos).copied().unwrap_or(0)
    }

    #[inline]
    pub(crate) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn space(&mut self) {
        if self.peek() <= b' ' {
            self.more_space();
        }
    }

    #[cold]
    fn more_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.pos += 1;
        }
    }

    /// Nothing but white space may follow.
    #[inline]
    pub(crate) fn finish(&mut self) -> Result<(), Fault> {
        self.space();
        if self.pos == self.bytes.len() { Ok(()) } else { Err(Fault::Trailing) }
    }

    /// Opens the container whose bracket is at the position.
    #[inline]
    pub(crate) fn open(&mut self) -> Result<(), Fault> {
        if self.depth >= MAX_DEPTH {
            return Err(Fault::Depth);
        }
        self.depth += 1;
        self.pos += 1;
        self.space();
        Ok(())
    }

    /// Closes the container whose bracket is at the position.
    #[inline]
    pub(crate) fn close(&mut self) {
        self.depth -= 1;
        self.pos += 1;
    }

    /// After an element: `true` when another follows (the position is at its start), `false` when the
    /// container was closed by `end`.
    #[inline]
    pub(crate) fn more(&mut self, end: u8) -> Result<bool, Fault> {
        if self.peek() != b',' && !self.more_after_space(end)? {
            return Ok(false);
        }
        self.pos += 1;
        self.space();
        Ok(true)
    }

    /// Whether a comma is at the position, but for white space; else the container must be closed there.
    #[inline(never)]
    fn more_after_space(&mut self, end: u8) -> Result<bool, Fault> {
        self.space();
        match self.peek() {
            b',' => Ok(true),
            byte if byte == end => {
                self.close();
                Ok(false)
            }
            _ => Err(self.unexpected(Fault::Comma)),
        }
    }

    /// `fault`, or the end of the text when that is why.
    #[cold]
    fn unexpected(&self, fault: Fault) -> Fault {
        if self.pos >= self.bytes.len() { Fault::End } else { fault }
    }

    /// Steps over a string with this content, spelled without escapes, if it is at the position.
    #[inline]
    pub(crate) fn takes_string(&mut self, content: &str) -> bool {
        let taken = self.peek() == b'"' && self.has_at(self.pos + 1, content);
        if taken {
            self.pos += content.len() + 2;
        }
        taken
    }

    /// Steps over the string at the position if it is short and spelled without escapes, as most are, and
    /// gives its content's place.
    #[inline]
    pub(crate) fn short_string(&mut self) -> Option<(usize, usize)> {
        let (quote, content) = self.bytes.get(self.pos..)?.split_first()?;
        let block = content.first_chunk()?;
        let length = scan::end(block)?;
        if *quote != b'"' || block.get(length) != Some(&b'"') {
            return None;
        }
        let start = self.pos + 1;
        self.pos = start + length + 1;
        Some((start, start + length))
    }

    /// Whether a string spelled without escapes, whose content is at a place, is this one.
    #[inline]
    pub(crate) fn has_at(&self, start: usize, content: &str) -> bool {
        let end = start + content.len();
        self.bytes.get(end) == Some(&b'"')
            && self.bytes.get(start..end).is_some_and(|found| same(found, content.as_bytes()))
    }

    /// Reads the string whose opening quote is at the position.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<Str, Fault> {
        if let Some((start, end)) = self.short_string() {
            return Ok(Str { start, end, escaped: false });
        }
        self.any_string()
    }

    /// Reads a string that may be long, have escapes or be near the end of the text.
    #[inline]
    pub(crate) fn any_string(&mut self) -> Result<Str, Fault> {
        let start = self.pos + 1;
        let escaped = self.string_escaped()?;
        Ok(Str { start, end: self.pos - 1, escaped })
    }

    /// Steps over a string, and says whether it has escapes. The result fits a register: larger ones
    /// would travel through memory.
    #[inline(never)]
    fn string_escaped(&mut self) -> Result<bool, Fault> {
        self.pos += 1;
        let mut escaped = false;
        loop {
            match self.bytes.get(self.pos..).and_then(|rest| rest.first_chunk()).map(scan::end) {
                Some(None) => {
                    self.pos += scan::BLOCK;
                    continue;
                }
                Some(Some(run)) => self.pos += run,
                None => {}
            }
            match self.peek() {
                b'"' => {
                    self.pos += 1;
                    return Ok(escaped);
                }
                b'\\' => {
                    escaped = true;
                    self.pos += 1;
                    self.escape()?;
                }
                0..=0x1F => return Err(self.unexpected(Fault::Control)),
                _ => self.pos += 1,
            }
        }
    }

    /// Steps over an escape; the position is behind the backslash.
    fn escape(&mut self) -> Result<(), Fault> {
        match self.peek() {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {
                self.pos += 1;
                Ok(())
            }
            b'u' => {
                self.pos += 1;
                match self.hex()? {
                    0xDC00..=0xDFFF => Err(Fault::Surrogate),
                    0xD800..=0xDBFF => {
                        if self.bytes.get(self.pos..self.pos + 2) != Some(b"\\u") {
                            return Err(Fault::Surrogate);
                        }
                        self.pos += 2;
                        match self.hex()? {
                            0xDC00..=0xDFFF => Ok(()),
                            _ => Err(Fault::Surrogate),
                        }
                    }
                    _ => Ok(()),
                }
            }
            _ => Err(self.unexpected(Fault::Escape)),
        }
    }

    fn hex(&mut self) -> Result<u16, Fault> {
        let mut value = 0;
        for _ in 0..4 {
            let digit = char::from(self.peek()).to_digit(16);
            value = value * 16 + digit.ok_or_else(|| self.unexpected(Fault::Escape))?;
            self.pos += 1;
        }
        u16::try_from(value).map_err(|_| Fault::Escape)
    }

    /// The content of a string.
    #[inline]
    pub(crate) fn content(&self, string: Str) -> Cow<'a, str> {
        let raw = self.slice(string.start, string.end);
        if string.escaped { Cow::Owned(unescape(raw)) } else { Cow::Borrowed(raw) }
    }

    /// Reads the number at the position.
    #[inline]
    pub(crate) fn number(&mut self) -> Result<Num, Fault> {
        let start = self.pos;
        let plain = self.number_plain()?;
        Ok(Num { start, end: self.pos, plain })
    }

    /// Steps over a whole number of at most 18 digits and no sign, as most are, and gives its value.
    #[inline]
    pub(crate) fn short_whole(&mut self) -> Option<i64> {
        let (mut pos, mut value) = (self.pos, 0_i64);
        while let digit @ b'0'..=b'9' = self.bytes.get(pos).copied().unwrap_or(0) {
            value = value.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
            pos += 1;
        }
        let zeros = self.peek() == b'0' && pos - self.pos > 1;
        let goes_on = matches!(self.bytes.get(pos), Some(b'.' | b'e' | b'E'));
        if zeros || goes_on || !matches!(pos - self.pos, 1..=18) {
            return None;
        }
        self.pos = pos;
        Some(value)
    }

    /// Steps over a number, and says whether it has neither fraction nor exponent.
    fn number_plain(&mut self) -> Result<bool, Fault> {
        let start = self.pos;
        if self.peek() == b'-' {
            self.pos += 1;
        }
        match self.peek() {
            b'0' => self.pos += 1,
            b'1'..=b'9' => self.digits(),
            _ => return Err(self.unexpected(Fault::Number)),
        }
        match self.peek() {
            b'0'..=b'9' => Err(Fault::Number),
            b'.' | b'e' | b'E' => self.rest_of_number(start),
            _ if self.pos - start > 300 => self.in_range(start, true),
            _ => Ok(true),
        }
    }

    #[inline]
    fn digits(&mut self) {
        while self.peek().is_ascii_digit() {
            self.pos += 1;
        }
    }

    fn some_digits(&mut self) -> Result<(), Fault> {
        if !self.peek().is_ascii_digit() {
            return Err(self.unexpected(Fault::Number));
        }
        self.digits();
        Ok(())
    }

    fn rest_of_number(&mut self, start: usize) -> Result<bool, Fault> {
        if self.peek() == b'.' {
            self.pos += 1;
            self.some_digits()?;
        }
        let exponent = matches!(self.peek(), b'e' | b'E');
        if exponent {
            self.pos += 1;
            if matches!(self.peek(), b'+' | b'-') {
                self.pos += 1;
            }
            self.some_digits()?;
        }
        if exponent || self.pos - start > 300 {
            return self.in_range(start, false);
        }
        Ok(false)
    }

    #[cold]
    fn in_range(&self, start: usize, plain: bool) -> Result<bool, Fault> {
        let finite = self.slice(start, self.pos).parse().is_ok_and(f64::is_finite);
        if finite { Ok(plain) } else { Err(Fault::Range) }
    }

    /// Steps over `word` if it is there.
    #[inline]
    pub(crate) fn word(&mut self, word: &str) -> Result<(), Fault> {
        let end = self.pos + word.len();
        if self.bytes.get(self.pos..end) == Some(word.as_bytes()) {
            self.pos = end;
            Ok(())
        } else {
            Err(Fault::Value)
        }
    }

    /// Steps over the field's key and its colon if they are at the position in their plain spelling.
    #[inline]
    pub(crate) fn takes_key(&mut self, field: &Field) -> bool {
        let Some(rest) = self.bytes.get(self.pos..) else { return false };
        let length = match rest.first_chunk() {
            Some(block) => field.key.length_in(block),
            None => self.last_key(field.name),
        };
        let Some(length) = length else { return false };
        self.pos += length;
        self.space();
        true
    }

    /// The length of the key if it is at the position, near the end of the text.
    #[cold]
    #[inline(never)]
    fn last_key(&self, name: &str) -> Option<usize> {
        let rest = self.bytes.get(self.pos..)?.strip_prefix(b"\"")?;
        let rest = rest.strip_prefix(name.as_bytes())?;
        rest.starts_with(b"\":").then_some(name.len() + 3)
    }

    /// Reads a key and its colon.
    #[inline]
    pub(crate) fn key(&mut self) -> Result<Str, Fault> {
        if self.peek() != b'"' {
            return Err(self.unexpected(Fault::Key));
        }
        let key = self.string()?;
        self.space();
        if self.peek() != b':' {
            return Err(self.unexpected(Fault::Colon));
        }
        self.pos += 1;
        self.space();
        Ok(key)
    }

    /// Steps over one value of any type.
    pub(crate) fn skip(&mut self) -> Result<(), Fault> {
        // One bit for each open container, the innermost lowest: whether it is an object.
        let mut objects = 0_u128;
        let base = self.depth;
        loop {
            match self.peek() {
                b'"' => {
                    self.string()?;
                }
                b'{' => {
                    self.open()?;
                    if self.peek() == b'}' {
                        self.close();
                    } else {
                        objects = objects << 1 | 1;
                        self.key()?;
                        continue;
                    }
                }
                b'[' => {
                    self.open()?;
                    if self.peek() == b']' {
                        self.close();
                    } else {
                        objects <<= 1;
                        continue;
                    }
                }
                b'-' | b'0'..=b'9' => {
                    self.number_plain()?;
                }
                b't' => self.word("true")?,
                b'f' => self.word("false")?,
                b'n' => self.word("null")?,
                _ => return Err(self.unexpected(Fault::Value)),
            }
            loop {
                if self.depth == base {
                    return Ok(());
                }
                let object = objects & 1 == 1;
                if self.more(if object { b'}' } else { b']' })? {
                    if object {
                        self.key()?;
                    }
                    break;
                }
                objects >>= 1;
            }
        }
    }
}

/// Resolves the escapes of a string's content. The escapes have been checked.
pub(crate) fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        let mut taken = 1;
        match rest.bytes().next() {
            Some(b'b') => out.push('\u{8}'),
            Some(b'f') => out.push('\u{c}'),
            Some(b'n') => out.push('\n'),
            Some(b'r') => out.push('\r'),
            Some(b't') => out.push('\t'),
            Some(b'u') => {
                let unit = |from: usize| {
                    let digits = rest.get(from..from + 4).unwrap_or_default();
                    u32::from_str_radix(digits, 16).unwrap_or_default()
                };
                let mut code = unit(1);
                taken = 5;
                if (0xD800..0xDC00).contains(&code) {
                    code = 0x1_0000 + ((code - 0xD800) << 10) + (unit(7) & 0x3FF);
                    taken = 11;
                }
                out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            Some(byte) => out.push(char::from(byte)),
            None => {}
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

mod checked;
#[cfg(test)]
mod tests;
