//! Passwords that are not in the URL, where libpq looks for them, too: `PGPASSWORD`, and the file of passwords.

use std::path::{Path, PathBuf};

use event_contract::log::Error;
use tokio_postgres::Config;
use tokio_postgres::config::Host;

/// Gives the configuration a password, if it has none and there is one for it.
pub(super) fn add(config: &mut Config, file: Option<PathBuf>) -> Result<(), Error> {
    if config.get_password().is_some() {
        return Ok(());
    }
    if let Some(found) = variable("PGPASSWORD") {
        config.password(found);
        return Ok(());
    }
    let home = || Some(Path::new(&std::env::var_os("HOME")?).join(".pgpass"));
    let file = file.or_else(|| variable("PGPASSFILE").map(PathBuf::from)).or_else(home);
    // One that is not there, or is no text, has no password.
    let Some((path, text)) =
        file.and_then(|path| Some((path.clone(), std::fs::read_to_string(path).ok()?)))
    else {
        return Ok(());
    };
    if let Some(found) = find(&text, config) {
        only_ours(&path)?;
        config.password(found);
    }
    Ok(())
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether nobody else can read a file.
fn only_ours(path: &Path) -> Result<(), Error> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(path).map(|known| known.permissions().mode());
        if mode.map_or(true, |mode| mode & 0o077 != 0) {
            let path = path.display();
            let what = format!("{path} has the password, and others may read it; chmod 600 {path}");
            return Err(Error::Unsupported { what });
        }
    }
    let _ = path;
    Ok(())
}

/// The password of the first line that fits: `host:port:database:user:password`, where `*` fits all.
fn find(text: &str, config: &Config) -> Option<String> {
    let user =
        config.get_user().map(str::to_owned).or_else(|| variable("USER")).unwrap_or_default();
    let database = config.get_dbname().unwrap_or(&user);
    let ports = config.get_ports();
    let lines: Vec<[String; 5]> =
        text.lines().filter(|line| !line.starts_with('#')).filter_map(fields).collect();
    let hosts = config.get_hosts().iter().enumerate();
    let places = hosts.map(|(at, host)| {
        let port = ports.get(at).or(ports.first()).copied().unwrap_or(5432);
        let host = match host {
            Host::Tcp(name) => name.clone(),
            #[cfg(unix)]
            Host::Unix(_) => "localhost".to_owned(),
        };
        (host, port.to_string())
    });
    places.into_iter().find_map(|(host, port)| {
        let wanted = [host.as_str(), port.as_str(), database, user.as_str()];
        let fits = |line: &&[String; 5]| {
            line.iter().zip(wanted).all(|(said, wanted)| said == "*" || said == wanted)
        };
        lines.iter().find(fits).map(|[.., password]| password.clone())
    })
}

/// The fields of a line; a backslash takes the next character as it is.
fn fields(line: &str) -> Option<[String; 5]> {
    let mut fields = vec![String::new()];
    let mut rest = line.chars();
    while let Some(next) = rest.next() {
        match next {
            ':' if fields.len() < 5 => fields.push(String::new()),
            '\\' => fields.last_mut()?.extend(rest.next()),
            other => fields.last_mut()?.push(other),
        }
    }
    fields.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(url: &str, text: &str) -> Option<String> {
        find(text, &url.parse().unwrap())
    }

    #[test]
    fn the_first_line_that_fits_is_taken() {
        let text =
            "# h:5432:d:u:comment\nbroken\nh:1:d:u:one\n*:*:d:u:a\\:b\\\\c:d\nh:5432:d:u:late\n";
        assert_eq!(found("postgres://u@h:1/d", text).as_deref(), Some("one"));
        assert_eq!(found("postgres://u@h/d", text).as_deref(), Some("a:b\\c:d"));
        assert_eq!(found("postgres://u@x,h:1/d", "h:1:d:u:second").as_deref(), Some("second"));
        assert_eq!(found("postgres://v@h/d", text), None);
        assert_eq!(found("postgres://u@h", "h:5432:u:u:own").as_deref(), Some("own"));
        assert_eq!(
            found("postgres://u@%2Ftmp/d", "localhost:*:*:*:local").as_deref(),
            Some("local")
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_read_is_refused_where_it_would_be_needed() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("passwords");
        std::fs::write(&path, "h:*:*:*:sesame\n").unwrap();
        let chmod = |mode| {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        };
        let added = |url: &str| {
            let mut config: Config = url.parse().unwrap();
            add(&mut config, Some(path.clone()))?;
            Ok::<_, Error>(config.get_password().map(<[u8]>::to_vec))
        };
        chmod(0o644);
        let error = added("postgres://u@h/d").unwrap_err().to_string();
        assert!(error.contains("chmod 600") && !error.contains("sesame"), "{error}");
        assert_eq!(added("postgres://u@elsewhere/d").unwrap(), None);
        chmod(0o600);
        assert_eq!(added("postgres://u@h/d").unwrap().as_deref(), Some(&b"sesame"[..]));
        assert_eq!(added("postgres://u:own@h/d").unwrap().as_deref(), Some(&b"own"[..]));
    }
}
