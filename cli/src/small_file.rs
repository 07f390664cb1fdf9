//! Files that are read whole because they are small.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The most bytes that are taken for small.
const MOST: u64 = 64 << 20;

/// The content of a file, a pipe too.
///
/// # Errors
///
/// It cannot be read, or has more than 64 MiB: no more of it is read than tells so.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    File::open(path)?.take(MOST + 1).read_to_end(&mut content)?;
    if content.len() as u64 > MOST {
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("it has more than {MOST} bytes, the most that are read"),
        ));
    }
    Ok(content)
}

/// The text in a file.
///
/// # Errors
///
/// As for [`read`]; or it is not UTF-8.
pub(crate) fn read_text(path: &Path) -> io::Result<String> {
    String::from_utf8(read(path)?)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_never_ends_is_not_read_to_its_end() {
        let error = read(Path::new("/dev/zero")).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }
}
