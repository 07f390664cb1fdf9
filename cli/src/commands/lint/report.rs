//! Reports about contracts, and the list of rules.

use std::path::Path;

use event_contract_codegen::lint::{Category, Finding, Report, Rule, rules};
use event_contract_codegen::{Diagnostic, Severity};
use serde_json::{Value, json};

use crate::args::Format;
use crate::paint::{Paint, is_styled_stdout, plural};
use crate::report::{github, sarif};
use crate::table_text::Table;

/// A report on so many files.
pub(super) fn render(report: &Report, format: Format, files: usize) -> String {
    match format {
        Format::Text => text(report, files),
        Format::Json => format!("{:#}\n", as_json(report, files)),
        Format::Github => report.findings().iter().map(as_command).collect(),
        Format::Sarif => as_sarif(report),
    }
}

fn text(report: &Report, files: usize) -> String {
    let mut text = report.render(is_styled_stdout());
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    let counts = match (report.count(Severity::Error), report.count(Severity::Warning)) {
        (0, 0) => "nothing to object to".to_owned(),
        (errors, 0) => plural(errors, "error"),
        (0, warnings) => plural(warnings, "warning"),
        (errors, warnings) => {
            format!("{}, {}", plural(errors, "error"), plural(warnings, "warning"))
        }
    };
    text + &plural(files as u64, "file") + ": " + &counts + &accounted(report) + "\n"
}

/// What the findings are missing, in brackets.
fn accounted(report: &Report) -> String {
    let accounted = report.accounted();
    let parts: Vec<String> = [
        (accounted.paths, "by the configuration"),
        (accounted.comments, "by comments"),
        (accounted.baseline, "by the baseline"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, by)| format!("{count} {by}"))
    .collect();
    if parts.is_empty() { String::new() } else { format!(" (ignored: {})", parts.join(", ")) }
}

/// What is said after a baseline was written.
pub(super) fn written(report: &Report, file: &Path) -> String {
    let kept = |finding: &&Finding| finding.rule.category != Category::Ignores;
    let count = plural(report.findings().iter().filter(kept).count() as u64, "finding");
    format!(
        "{}: {count}. To pass over them, name the file in contracts.yaml as `lint: {{ baseline: … }}`.\n",
        file.display()
    )
}

fn place(finding: &Diagnostic) -> (u64, u64) {
    (finding.line as u64, finding.column as u64)
}

fn as_json(report: &Report, files: usize) -> Value {
    let finding = |Finding { rule, path: _, at, diagnostic }: &Finding| {
        json!({
            "rule": rule.id,
            "category": rule.category.as_str(),
            "severity": diagnostic.severity.as_str(),
            "message": diagnostic.message,
            "help": diagnostic.help,
            "path": diagnostic.path,
            "line": diagnostic.line,
            "column": diagnostic.column,
            "at": at,
        })
    };
    let accounted = report.accounted();
    json!({
        "version": 1,
        "findings": report.findings().iter().map(finding).collect::<Vec<_>>(),
        "summary": {
            "files": files,
            "errors": report.count(Severity::Error),
            "warnings": report.count(Severity::Warning),
            "ignored": {
                "configuration": accounted.paths,
                "comments": accounted.comments,
                "baseline": accounted.baseline,
            },
        },
    })
}

fn as_command(finding: &Finding) -> String {
    let Diagnostic { severity, message, help, path, .. } = &finding.diagnostic;
    let help = help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    let text = format!("{message}{help}");
    github::command(severity.as_str(), path, place(&finding.diagnostic), finding.rule.id, &text)
        + "\n"
}

fn as_sarif(report: &Report) -> String {
    let described: Vec<Value> = rules().map(as_sarif_rule).collect();
    let results = report.findings().iter().map(|finding| {
        let Diagnostic { severity, message, path, .. } = &finding.diagnostic;
        let place = (path.as_str(), place(&finding.diagnostic));
        let mut result = sarif::result(severity.as_str(), finding.rule.id, message, place);
        // What tells the finding from others without the line, which moves.
        let key = format!("{}:{}:{}", finding.rule.id, finding.path, finding.at);
        result["partialFingerprints"] = json!({ "contractPlace/v1": key });
        result.to_string()
    });
    sarif::begin(&described) + &results.collect::<Vec<_>>().join(",\n") + &sarif::end()
}

fn as_sarif_rule(rule: &Rule) -> Value {
    let mut described = sarif::rule(rule.id, rule.meaning);
    described["help"] = json!({ "text": rule.mend });
    described["defaultConfiguration"] =
        json!({ "level": rule.severity.as_str(), "enabled": rule.default });
    described["properties"] = json!({ "category": rule.category.as_str() });
    described
}

/// The rules for people.
pub(super) fn list_text() -> String {
    let paint = Paint::stdout();
    let mut table = Table::new(&["rule", "category", "severity", "default", "meaning"], &[]);
    let mut count = 0;
    for rule in rules() {
        count += 1;
        table.row([
            rule.id.to_owned(),
            rule.category.as_str().to_owned(),
            rule.severity.as_str().to_owned(),
            if rule.default { "on" } else { "off" }.to_owned(),
            rule.meaning.to_owned(),
        ]);
    }
    table.render(&paint, 120)
        + &format!("{}{}{:#}\n", paint.faint, plural(count, "rule"), paint.faint)
}

/// The rules for programs.
pub(super) fn list_json() -> String {
    let rules: Vec<Value> = rules()
        .map(|rule| {
            json!({
                "rule": rule.id,
                "category": rule.category.as_str(),
                "severity": rule.severity.as_str(),
                "default": rule.default,
                "meaning": rule.meaning,
                "mend": rule.mend,
                "bad": rule.bad,
                "good": rule.good,
            })
        })
        .collect();
    format!("{:#}\n", json!({ "version": 1, "rules": rules }))
}
