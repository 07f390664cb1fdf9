//! Schemas and fixtures in a crate's own folders.

use super::*;

const LINE: &str = "line: v1\npackage: shop\nversion: 1.0.0\n";
const ORDERS: &str = "domain: orders
events:
  OrderPlaced: { fields: { order_id: string } }
  OrderShipped: { fields: { order_id: string } }
";

/// A crate with contracts, and a build that writes beside them.
struct Crate {
    folder: tempfile::TempDir,
    build: Build,
}

impl Crate {
    fn new() -> Self {
        let made = Self {
            folder: tempfile::tempdir().unwrap(),
            build: Build::new().schemas("schemas").fixtures("fixtures"),
        };
        made.put("contracts/line.yaml", LINE);
        made.put("contracts/orders.yaml", ORDERS);
        made
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn modified(&self, path: &str) -> SystemTime {
        fs::metadata(self.path(path)).unwrap().modified().unwrap()
    }

    fn write(&self) -> Result<Vec<PathBuf>, String> {
        let sources = read_dir(&self.path("contracts"), "contracts").unwrap();
        let model = crate::load(&sources).unwrap();
        let own = self.build.own(self.folder.path()).unwrap();
        self.build.write_beside(self.folder.path(), &model, &own)
    }
}

const SCHEMA: &str = "schemas/v1/order_placed_payload.schema.json";
const VALID: &str = "fixtures/v1/orders/valid/order_placed.json";

#[test]
fn nothing_is_written_unasked() {
    let mut made = Crate::new();
    made.build = Build::new();
    assert_eq!(made.write(), Ok(vec![]));
    assert!(!made.path("schemas").exists() && !made.path("fixtures").exists());

    made.build = Build::new().schemas("made/of/yaml");
    let paths = made.write().unwrap();
    assert_eq!(paths.len(), 2, "{paths:?}");
    assert!(made.path("made/of/yaml/v1/order_placed_payload.schema.json").is_file());
    assert!(!made.path("fixtures").exists());
}

#[test]
fn files_are_no_newer_than_the_contracts_and_the_same_ones_stay() {
    let made = Crate::new();
    let paths = made.write().unwrap();
    for path in [SCHEMA, VALID, "fixtures/manifest.json"] {
        assert!(paths.contains(&path.into()) && made.path(path).is_file(), "{path}");
        // Cargo would run the build script again at once.
        assert!(made.modified(path) <= newest(&made.path("contracts")).unwrap(), "{path}");
    }
    let old = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let file = fs::OpenOptions::new().append(true).open(made.path(SCHEMA)).unwrap();
    file.set_modified(old).unwrap();
    made.write().unwrap();
    assert_eq!(made.modified(SCHEMA), old, "what has not changed is not written");

    let schema = made.text(SCHEMA);
    made.put(SCHEMA, &schema.replace("\"string\"", "\"number\""));
    made.write().unwrap();
    assert_eq!(made.text(SCHEMA), schema, "an edit does not last");
}

#[test]
fn what_is_rendered_no_more_goes_and_what_is_not_ours_stays() {
    let made = Crate::new();
    made.write().unwrap();
    let own = [
        ("schemas/config.schema.json", "{ \"$id\": \"https://example.org/config\" }"),
        ("schemas/v1/order.schema.json", "{}"),
        ("schemas/README.md", "By hand.\n"),
        ("fixtures/v1/orders/valid/of_our_own.json", "{ \"cases\": {} }"),
        ("fixtures/v1/orders/replay/day.jsonl", "{}\n"),
    ];
    for (path, text) in own {
        made.put(path, text);
    }
    let gone = [
        "schemas/v1/order_shipped_payload.schema.json",
        "fixtures/v1/orders/valid/order_shipped.json",
        "fixtures/v1/orders/invalid/order_shipped.json",
    ];
    assert!(gone.iter().all(|path| made.path(path).is_file()));
    made.put(
        "contracts/orders.yaml",
        ORDERS.split_inclusive('\n').take(3).collect::<String>().as_str(),
    );
    made.write().unwrap();
    for path in gone {
        assert!(!made.path(path).exists(), "{path}");
    }
    for (path, text) in own {
        assert_eq!(made.text(path), text);
    }
    assert!(made.path(SCHEMA).is_file() && made.path(VALID).is_file());
}

#[test]
fn a_file_in_the_way_is_not_overwritten() {
    for (path, text) in
        [(SCHEMA, "{ \"type\": \"object\" }"), (VALID, "{}"), ("fixtures/manifest.json", "{}")]
    {
        let made = Crate::new();
        made.put(path, text);
        let refused = made.write().unwrap_err();
        assert!(refused.contains(path) && refused.contains("move it away"), "{refused}");
        assert_eq!(made.text(path), text);
        assert!(!made.path("schemas/v1/order_shipped_payload.schema.json").exists());
    }
}

#[test]
fn a_line_may_get_another_package() {
    let made = Crate::new();
    made.write().unwrap();
    made.put("contracts/line.yaml", &LINE.replace("shop", "store"));
    made.write().unwrap();
    assert!(made.text(SCHEMA).contains("\"$id\": \"store/order_placed_payload\""));
}

#[test]
fn a_crate_is_not_a_folder_of_its_own() {
    for folder in ["", ".", "./", ".."] {
        let mut made = Crate::new();
        made.build = Build::new().fixtures(folder);
        assert!(made.write().is_err(), "{folder:?}");
    }
}
