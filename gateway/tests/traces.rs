//! What a collector hears of a gateway's work, and what becomes of the work without a collector.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread::JoinHandle;

use event_contract_gateway::{ExportError, Limits, Traces};
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::KeyValue;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message as _;

use crate::client::{House, READER, WRITER, bad, connect, event};

/// A collector that keeps what it is sent.
struct Collector {
    address: SocketAddr,
    heard: mpsc::Receiver<Vec<u8>>,
    thread: JoinHandle<()>,
}

impl Collector {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (hear, heard) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            while let Some(body) = take(&listener.accept().unwrap().0) {
                hear.send(body).unwrap();
            }
        });
        Self { address, heard, thread }
    }

    fn traces(&self) -> Traces {
        Traces::export(Some(&format!("http://{}/", self.address))).unwrap().unwrap()
    }

    /// All that came, as it came and decoded.
    fn end(self) -> (Vec<u8>, ExportTraceServiceRequest) {
        drop(connect(self.address));
        self.thread.join().unwrap();
        let bodies: Vec<u8> = self.heard.iter().flatten().collect();
        // Messages behind one another are one with the lists of all.
        let all = ExportTraceServiceRequest::decode(&*bodies).unwrap();
        (bodies, all)
    }
}

/// Takes a request and answers it; nothing if the connection ends at once.
fn take(mut stream: &TcpStream) -> Option<Vec<u8>> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while reader.read_line(&mut head).unwrap() > 2 {}
    if head.is_empty() {
        return None;
    }
    let head = head.to_ascii_lowercase();
    assert!(head.starts_with("post /v1/traces http/1.1\r\n"), "{head}");
    assert!(head.contains("content-type: application/x-protobuf"), "{head}");
    let length = head.split("content-length: ").nth(1).unwrap().lines().next().unwrap();
    let mut body = vec![0; length.parse().unwrap()];
    reader.read_exact(&mut body).unwrap();
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").unwrap();
    Some(body)
}

fn spans(all: &ExportTraceServiceRequest) -> Vec<&Span> {
    let scopes = all.resource_spans.iter().flat_map(|resource| &resource.scope_spans);
    scopes.flat_map(|scope| &scope.spans).collect()
}

fn said(attributes: &[KeyValue]) -> BTreeMap<&str, String> {
    let text = |value: &Value| match value {
        Value::StringValue(text) => text.clone(),
        Value::IntValue(number) => number.to_string(),
        other => format!("{other:?}"),
    };
    let value = |pair: &KeyValue| text(pair.value.as_ref().unwrap().value.as_ref().unwrap());
    attributes.iter().map(|pair| (pair.key.as_str(), value(pair))).collect()
}

#[test]
fn a_batch_is_a_span_of_the_callers_trace_with_its_work_in_parts() {
    let collector = Collector::start();
    let house = House::traced(Limits::default(), Some(collector.traces()));
    let body = format!("[{},{},{}]", event(1), bad(2), event(1));
    let headers = [
        ("Content-Type", "application/json"),
        ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
    ];
    assert_eq!(house.send("POST /v1/events", WRITER, &headers, body.as_bytes()).status, 200);
    house.stop();
    let (bytes, all) = collector.end();

    let resource = said(&all.resource_spans[0].resource.as_ref().unwrap().attributes);
    assert_eq!(resource["service.name"], "contracts");
    let spans = spans(&all);
    let root = spans.iter().find(|span| span.name == "POST /v1/events").unwrap();
    assert_eq!(root.parent_span_id, 0xb7ad_6b71_6920_3331_u64.to_be_bytes());
    let said_of_it = said(&root.attributes);
    for (key, value) in [
        ("http.request.method", "POST"),
        ("http.route", "/v1/events"),
        ("http.response.status_code", "200"),
        ("contracts.events", "3"),
        ("contracts.events.accepted", "1"),
        ("contracts.events.duplicate", "1"),
        ("contracts.events.rejected", "1"),
        ("contracts.events.conflict", "0"),
    ] {
        assert_eq!(said_of_it[key], value, "{key}");
    }
    let mut parts: Vec<&&Span> = spans.iter().filter(|span| span.name != root.name).collect();
    parts.sort_by_key(|span| span.start_time_unix_nano);
    let names: Vec<&str> = parts.iter().map(|span| span.name.as_str()).collect();
    assert_eq!(names, ["receive", "judge", "queue", "commit", "record"]);
    for part in &parts {
        assert_eq!(part.trace_id, 0x0af7_6519_16cd_43dd_8448_eb21_1c80_319c_u128.to_be_bytes());
        assert_eq!(part.parent_span_id, root.span_id);
        assert!(root.start_time_unix_nano <= part.start_time_unix_nano);
        assert!(part.end_time_unix_nano <= root.end_time_unix_nano, "{}", part.name);
    }
    assert_eq!(said(&parts[1].attributes)["contracts.events.rejected"], "1");
    assert_eq!(said(&parts[3].attributes)["contracts.commit.events"], "2");

    let heard = String::from_utf8_lossy(&bytes);
    for secret in ["sesame", "m-001", "parcel/", WRITER] {
        assert!(!heard.contains(secret), "{secret}");
    }
}

#[test]
fn what_is_refused_has_a_span_and_what_the_caller_does_not_sample_has_none() {
    let collector = Collector::start();
    let house = House::traced(Limits::default(), Some(collector.traces()));
    let unsampled = ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
    house.send("GET /v1/states", READER, &[unsampled], b"");
    house.send("GET /v1/states", "no token of ours", &[("traceparent", "nonsense")], b"");
    house.send("BREW /tea?secret=milk", READER, &[], b"");
    house.stop();
    let (bytes, all) = collector.end();
    let mut found: Vec<_> = spans(&all)
        .into_iter()
        .map(|span| (&*span.name, said(&span.attributes)["http.response.status_code"].clone()))
        .collect();
    found.sort();
    assert_eq!(found, [("GET /v1/states", "401".to_owned()), ("HTTP", "404".to_owned())]);
    assert!(spans(&all).iter().all(|span| span.parent_span_id.is_empty()));
    let heard = String::from_utf8_lossy(&bytes);
    assert!(!heard.contains("milk") && !heard.contains("BREW") && !heard.contains("/tea"));
}

#[test]
fn without_its_collector_a_gateway_works_and_ends() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let traces = Traces::export(Some(&format!("http://{address}"))).unwrap();
    let house = House::traced(Limits::default(), traces);
    // More spans than wait to be sent.
    for number in 0..500 {
        let answer = house.post("application/json", event(number).as_bytes()).json();
        assert_eq!(answer["accepted"], 1, "{answer}");
    }
    assert_eq!(house.stop().1.head().unwrap(), 500);
}

#[test]
fn what_cannot_be_spoken_to_is_refused_at_once() {
    let refused = |address| Traces::export(Some(address)).unwrap_err();
    assert!(matches!(refused("https://collector.example"), ExportError::Scheme));
    assert!(matches!(refused("localhost:4318"), ExportError::Scheme));
    assert!(matches!(refused("http://a b"), ExportError::Settings(_)));
}
