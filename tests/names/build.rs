//! Makes contracts of names that are words of Rust's, of its prelude or of ours, twins, or no words at all. Each is
//! refused by the check, or becomes a module.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use event_contract_codegen::apply::{Mode, apply};
use event_contract_codegen::{Layout, Source, generate, load};

const TYPES: &str = "Alpha Beta Gamma Delta ID IBAN LINE UserID UserId Fact Facts Box Vec String Option Result Some None Ok Err Default \
    Clone Copy From Into TryFrom Iterator ToString Debug Display Error Send Sized Drop Fn Any View Fields Contract \
    Clause Type Text Payload Decoded Event Order OrderView OrderBuilder OrderRequired OrderParts Envelope Cutover \
    Lookup Meta Record Fold EventType Integer Number Map Lazy Kept Str Self U8 Hash Eq Ord PartialEq Deref T R S Value \
    Unlisted Test Rule Guard Effect StateMachine Infallible Domain Declares Reduce Tally Serialize Deserialize \
    Serializer Violations Checked Object Table IBANPattern Pattern BuiltIn SerializeStruct FromStr Cow AsRef Borrow";
const EVENTS: &str = "Opened Closed Paid Sent Return Match Self Super Crate Complete Expect Finish Admit Settle Scope Arrange Configured \
    Malformed Line Envelope Cutover UserID UserId Type Loop Async Await Try Yield Dyn Order Payload Domains Fold Take \
    Concerns Of Pass Hand None Some Static Move Box Take2 Take_2 Gen Default String";
const DOMAINS: &str = "shop store depot town match self views line schemas std core shop domains codec a1 a_1 fold event contracts table \
    reducers event_contract hand pass v1 domains_domain type alloc crate serde registry machine";
const FIELDS: &str = "name size colour weight type self super crate ref loop build builder given get text look read keep fields value event a \
    A a_b aB content-type 3d new default into clone id payload None string as async await dyn try gen abstract box \
    union static here parts required from to";
const VALUES: &str = "red green blue black self Self all ALL none Some ok as_str 3d a-b a_b AB unlisted value ref type '1.0' default '' x";

/// How many words at the beginning of each list are no trouble.
const PLAIN: usize = 4;

/// A choice after another, the same each time.
struct Choices(u64);

impl Choices {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound
    }

    /// Some of the words, each once.
    fn some(&mut self, words: &'static str, most: usize) -> Vec<&'static str> {
        let all: Vec<&str> = words.split_whitespace().collect();
        let mut some: Vec<&str> = Vec::new();
        for _ in 0..=self.below(most) {
            // Half of them are plain, or hardly a contract would be taken.
            let plain = &all[..PLAIN];
            let word = if self.below(2) == 0 { self.one(plain) } else { self.one(&all) };
            if !some.contains(&word) {
                some.push(word);
            }
        }
        some
    }

    fn one(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }
}

/// A type in place, which may use those that are declared already.
fn ty(choices: &mut Choices, declared: &[&'static str]) -> String {
    match choices.below(11) {
        0 => "string?".to_owned(),
        1 => "{ type: integer, minimum: 0, maximum: 9 }".to_owned(),
        2 => format!("{{ enum: [{}] }}", choices.some(VALUES, 4).join(", ")),
        3 => format!("{{ const: {} }}", choices.some(VALUES, 1).join("")),
        4 => "{ type: array, items: { type: string, minLength: 1 }, maxItems: 3 }".to_owned(),
        5 => "{ type: object, additionalProperties: number }".to_owned(),
        6 => "{ type: string, pattern: '^[a-z]+$', default: a }".to_owned(),
        7 if !declared.is_empty() => format!("\"[{}]\"", choices.one(declared)),
        _ if !declared.is_empty() => choices.one(declared).to_owned(),
        _ => "date-time".to_owned(),
    }
}

/// Fields, of which none has the Rust name of another: that is refused, and would be most of what is found.
fn fields(choices: &mut Choices, declared: &[&'static str]) -> String {
    let names = choices.some(FIELDS, 5);
    let all: Vec<String> =
        names.iter().map(|name| format!("'{name}': {}", ty(choices, declared))).collect();
    format!("{{ {} }}", all.join(", "))
}

fn contract(choices: &mut Choices) -> String {
    let domain = choices.some(DOMAINS, 1).join("");
    let mut yaml = format!("domain: {domain}\ntypes:\n  State: {{ enum: [open, done] }}\n");
    let mut declared: Vec<&'static str> = Vec::new();
    for name in choices.some(TYPES, 6) {
        let text = match choices.below(4) {
            0 => format!("{{ fields: {} }}", fields(choices, &declared)),
            1 => format!(
                "{{ fields: {{ a: boolean, b: string? }}, rules: [{{ id: r{}, if: {{ a: true }}, then: {{ b: present }} }}] }}",
                choices.below(9)
            ),
            _ => ty(choices, &[]).replace("string?", "string").replace(", default: a", ""),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(yaml, "  {name}: {text}");
        declared.push(name);
    }
    yaml += "events:\n";
    for name in choices.some(EVENTS, 4) {
        let _ = writeln!(yaml, "  {name}: {{ fields: {} }}", fields(choices, &declared));
    }
    let machine = choices.some(TYPES, 1).join("");
    yaml + &format!(
        "stateMachines:\n  {machine}: {{ state: State, initial: [open], terminal: [done], transitions: {{ open: [done] }} }}\n"
    )
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=NAMES_CONTRACTS");
    let wanted = env::var("NAMES_CONTRACTS").ok().and_then(|more| more.parse().ok()).unwrap_or(60);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    let (mut modules, mut taken, mut refused) = (String::new(), 0, 0);
    let mut choices = Choices(1);
    while taken < wanted {
        let yaml = contract(&mut choices);
        let folder = out.join(format!("n{taken}"));
        let path = folder.join("shop.yaml");
        let source =
            Source { path: path.to_string_lossy().into_owned(), text: yaml.clone().into() };
        let Ok(model) = load(&[source]) else {
            refused += 1;
            continue;
        };
        fs::create_dir_all(&folder)?;
        fs::write(&path, yaml)?;
        apply(generate(&model, &Layout::out_dir()), Path::new(&folder), &[], Mode::Write)?;
        let file = folder.join("contracts.rs");
        writeln!(modules, "pub mod n{taken} {{\n    include!({:?});\n}}", file.to_string_lossy())?;
        taken += 1;
    }
    writeln!(
        modules,
        "/// Contracts that were taken, and those that were refused.\npub const TALLY: (u32, u32) = ({taken}, {refused});"
    )?;
    fs::write(out.join("contracts.rs"), modules)?;
    Ok(())
}
