//! Ways through text that has been checked: nothing is refused, only ends are looked for.

use super::{Cursor, Str};
use crate::scan;

impl Cursor<'_> {
    /// Steps over one value.
    #[inline]
    pub(crate) fn skip_checked(&mut self) {
        match self.peek() {
            b'"' => _ = self.checked_string(),
            b'{' | b'[' => self.skip_checked_container(),
            _ => {
                while self.peek() > b' ' && !matches!(self.peek(), b',' | b'}' | b']') {
                    self.pos += 1;
                }
            }
        }
    }

    fn skip_checked_container(&mut self) {
        let mut open = 0_usize;
        loop {
            match self.peek() {
                b'"' => {
                    self.checked_string();
                    continue;
                }
                b'{' | b'[' => open += 1,
                b'}' | b']' => open -= 1,
                0 => return,
                _ => {}
            }
            self.pos += 1;
            if open == 0 {
                return;
            }
        }
    }

    /// Steps over a key and its colon.
    #[inline]
    pub(crate) fn checked_key(&mut self) -> Str {
        let key = self.checked_string();
        self.space();
        self.pos += 1;
        self.space();
        key
    }

    /// Steps over a string.
    #[inline]
    pub(crate) fn checked_string(&mut self) -> Str {
        let start = self.pos + 1;
        let (mut pos, mut escaped) = (start, false);
        loop {
            match self.bytes.get(pos..).and_then(|rest| rest.first_chunk()).map(scan::end) {
                Some(None) => {
                    pos += scan::BLOCK;
                    continue;
                }
                Some(Some(run)) => pos += run,
                None => {}
            }
            match self.bytes.get(pos) {
                Some(b'"') | None => break,
                Some(b'\\') => {
                    escaped = true;
                    pos += 2;
                }
                Some(_) => pos += 1,
            }
        }
        self.pos = pos + 1;
        Str { start, end: pos, escaped }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_end_where_the_checking_cursor_sees_their_end() {
        for value in [
            r#""""#,
            r#""a\"b\\""#,
            r#""\u0041 and more than thirty-two bytes, with \"quotes\"""#,
            "-1.5e3",
            "null",
            "[]",
            r#"{"a": ["]", {"}": [1, 2]}], "b\"": "{"}"#,
        ] {
            for rest in ["", ", 1", "}", " ", "]               and more than a block"] {
                let text = format!("{value}{rest}");
                let (mut checking, mut checked) = (Cursor::new(&text), Cursor::new(&text));
                checking.skip().unwrap();
                checked.skip_checked();
                assert_eq!(checked.pos, checking.pos, "{text}");
            }
        }
        let text = r#""a\"b" : 1"#;
        let mut cursor = Cursor::new(text);
        let key = cursor.checked_key();
        assert_eq!(cursor.content(key), "a\"b");
        assert_eq!(cursor.pos, text.len() - 1);
    }
}
