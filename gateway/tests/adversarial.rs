//! What a gateway does with clients that do not mean well. The table in docs/guide/serving.md says the same.

use std::io::Write as _;
use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use event_contract_gateway::Limits;

use crate::client::{Answer, House, READER, WRITER, connect, event, exchange};

fn small() -> Limits {
    Limits {
        body: 64 << 10,
        decompressed: 256 << 10,
        events: 100,
        body_time: Duration::from_millis(300),
        head_time: Duration::from_millis(300),
        ..Limits::default()
    }
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(text).unwrap();
    packer.finish().unwrap()
}

const JSON: (&str, &str) = ("Content-Type", "application/json");
const LINES: (&str, &str) = ("Content-Type", "application/jsonl");
const GZIP: (&str, &str) = ("Content-Encoding", "gzip");

/// What is tried, its headers and body, and the status and word that it gets: a code, or the result of the
/// only event.
#[expect(clippy::type_complexity, reason = "a table reads better with its columns side by side")]
fn tried() -> Vec<(&'static str, Vec<(&'static str, &'static str)>, Vec<u8>, u16, &'static str)> {
    let deep = |levels: usize| ["[".repeat(levels), "]".repeat(levels)].concat().into_bytes();
    let odd = |from: &str, to: &str| event(1).replace(from, to).into_bytes();
    let clock = "\"lamport_clock\":1";
    vec![
        ("no JSON", vec![JSON], b"{\"a\":".to_vec(), 200, "rejected"),
        ("an array that does not end", vec![JSON], b"[{}".to_vec(), 400, "bad_json"),
        ("bytes that are no UTF-8", vec![LINES], b"{\"a\":\"\xff\xfe\"}".to_vec(), 200, "rejected"),
        ("NUL bytes", vec![LINES], vec![0; 1000], 200, "rejected"),
        ("1,000 nested arrays", vec![LINES], deep(1000), 200, "rejected"),
        ("1,000 nested arrays in an array", vec![JSON], deep(1000), 200, "rejected"),
        (
            "a key twice",
            vec![JSON],
            odd(clock, "\"lamport_clock\":1,\"lamport_clock\":2"),
            200,
            "rejected",
        ),
        (
            "a number of 10,000 digits",
            vec![JSON],
            odd(clock, &format!("\"lamport_clock\":1{}", "0".repeat(9999))),
            200,
            "rejected",
        ),
        (
            "a number beyond a double",
            vec![JSON],
            odd(clock, "\"lamport_clock\":1e999"),
            200,
            "rejected",
        ),
        ("half a surrogate pair", vec![JSON], odd("parcel/1", "\\ud800"), 200, "rejected"),
        (
            "an event of an unknown type",
            vec![JSON],
            odd("ParcelClosed", "Nonsense"),
            200,
            "rejected",
        ),
        ("a body over the limit", vec![JSON], vec![b' '; (64 << 10) + 1], 413, "too_large"),
        (
            "101 events where 100 are allowed",
            vec![LINES],
            "{}\n".repeat(101).into_bytes(),
            413,
            "too_many",
        ),
        ("a gzip bomb of 64 MB", vec![JSON, GZIP], packed(&vec![b' '; 64 << 20]), 413, "too_large"),
        ("a gzip bomb of 16 MB", vec![JSON, GZIP], packed(&vec![b' '; 16 << 20]), 413, "too_large"),
        (
            "a bomb in a bomb",
            vec![JSON, GZIP],
            packed(&packed(&vec![b' '; 16 << 20])),
            200,
            "rejected",
        ),
        ("gzip that is none", vec![JSON, GZIP], event(1).into_bytes(), 400, "bad_gzip"),
        (
            "gzip that is cut off",
            vec![JSON, GZIP],
            packed(event(1).as_bytes())[..60].to_vec(),
            400,
            "bad_gzip",
        ),
        (
            "another packing",
            vec![JSON, ("Content-Encoding", "br")],
            event(1).into_bytes(),
            415,
            "unsupported_encoding",
        ),
        (
            "packed twice",
            vec![JSON, ("Content-Encoding", "gzip, gzip")],
            event(1).into_bytes(),
            415,
            "unsupported_encoding",
        ),
        (
            "another type",
            vec![("Content-Type", "text/xml")],
            event(1).into_bytes(),
            415,
            "unsupported_media_type",
        ),
    ]
}

#[test]
fn hostile_bodies_do_no_harm() {
    let house = House::with(small());
    for (what, headers, body, status, word) in tried() {
        let answer = house.send("POST /v1/events", WRITER, &headers, &body);
        assert_eq!(answer.status, status, "{what}: {answer:?}");
        let said = answer.json();
        let found = if status == 200 { &said["results"][0]["result"] } else { &said["code"] };
        assert_eq!(found, word, "{what}: {answer:?}");
    }
    let answer = house.post("application/json", event(1).as_bytes());
    assert_eq!(answer.json()["accepted"], 1, "the next client is served");
    assert_eq!(house.stop().1.head().unwrap(), 1);
}

#[test]
fn a_body_that_does_not_say_how_long_it_is_is_cut_off_where_it_gets_too_long() {
    let house = House::with(small());
    let chunked = |body: &str| {
        let head = format!(
            "POST /v1/events HTTP/1.1\r\nHost: here\r\nConnection: close\r\nAuthorization: Bearer {WRITER}\r\nTransfer-Encoding: chunked\r\n\r\n"
        );
        exchange(house.address(), &[head.as_bytes(), body.as_bytes()].concat())
    };
    let chunk = |text: &str| format!("{:x}\r\n{text}\r\n", text.len());
    let (front, back) = (&event(1)[..50], &event(1)[50..]);
    let whole = chunked(&[chunk(front), chunk(back), chunk("")].concat());
    assert_eq!(whole.json()["accepted"], 1);
    let endless = chunk(&" ".repeat(1000)).repeat(100);
    assert_eq!(chunked(&endless).status, 413);
    let broken = chunked("ffffffffffffffffff\r\n{}\r\n0\r\n\r\n");
    assert_eq!(broken.status, 400, "{broken:?}");
}

#[test]
fn wrong_tokens_get_nothing() {
    let house = House::new();
    let post = |token: &str| house.send("POST /v1/events", token, &[], event(1).as_bytes()).status;
    let get = |token: &str| house.send("GET /v1/events", token, &[], b"").status;
    let almost = format!("{}x", &WRITER[..WRITER.len() - 1]);
    let longer = format!("{WRITER}x");
    for token in ["", "x", &almost, &longer, &WRITER.to_uppercase(), &"x".repeat(8000)] {
        assert_eq!((post(token), get(token)), (401, 401), "{token}");
    }
    assert_eq!((post(READER), get(WRITER)), (403, 403));
    let raw = |header: &str| {
        let text = format!(
            "GET /v1/events HTTP/1.1\r\nHost: here\r\nConnection: close\r\n{header}\r\n\r\n"
        );
        exchange(house.address(), text.as_bytes()).status
    };
    for header in [
        format!("Authorization: Basic {READER}"),
        format!("Authorization: {READER}"),
        "Authorization: Bearer".to_owned(),
        format!("X-Token: {READER}"),
    ] {
        assert_eq!(raw(&header), 401, "{header}");
    }
    assert_eq!(raw(&format!("authorization: bearer {READER}")), 200);
    let answer = house.send("GET /v1/events", "", &[], b"");
    assert!(answer.head.contains("www-authenticate: bearer"), "{}", answer.head);
    assert_eq!(house.stop().1.head().unwrap(), 0);
}

#[test]
fn requests_that_are_none_are_refused() {
    let house = House::with(small());
    let long = format!("GET /{} HTTP/1.1\r\nHost: here\r\n\r\n", "x".repeat(200_000));
    let many = format!("GET /healthz HTTP/1.1\r\n{}\r\n", "X-A: b\r\n".repeat(5000));
    let both = format!(
        "POST /v1/events HTTP/1.1\r\nHost: here\r\nConnection: close\r\nAuthorization: Bearer {WRITER}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\n\r\n"
    );
    for (what, text, allowed) in [
        ("another protocol", "\x16\x03\x01\x02\x00\x01\x00", &[0, 400][..]),
        ("no HTTP", "nonsense\r\n\r\n", &[0, 400]),
        ("a long path", &long, &[0, 400, 414, 431]),
        ("thousands of headers", &many, &[0, 400, 431]),
        ("two lengths", &both, &[200, 400]),
        (
            "a method that is not there",
            "BREW /v1/events HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
            &[405],
        ),
        (
            "a path that climbs",
            "GET /../../etc/passwd HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
            &[400, 404],
        ),
    ] {
        let answer = exchange(house.address(), text.as_bytes());
        assert!(allowed.contains(&answer.status), "{what}: {answer:?}");
        let answers = answer.body.matches("HTTP/1.1").count();
        assert_eq!(answers, 0, "{what}: a second answer was smuggled in");
    }
    assert_eq!(house.send("GET /healthz", "", &[], b"").status, 200);
}

#[test]
fn slow_clients_are_let_go_and_hold_up_nobody() {
    let house = House::with(small());
    let head = format!(
        "POST /v1/events HTTP/1.1\r\nHost: here\r\nConnection: close\r\nAuthorization: Bearer {WRITER}\r\nContent-Length: 1000\r\n\r\n{{"
    );
    let mut slow: Vec<_> = (0..20).map(|_| connect(house.address())).collect();
    for stream in &mut slow {
        stream.write_all(head.as_bytes()).unwrap();
    }
    let mut silent = connect(house.address());
    silent.write_all(b"GET /healthz HTT").unwrap();
    assert_eq!(house.post("application/json", event(1).as_bytes()).json()["accepted"], 1);
    for stream in slow {
        let answer = Answer::read(stream);
        assert_eq!((answer.status, answer.json()["code"].as_str()), (408, Some("slow_body")));
    }
    let answer = Answer::read(silent);
    assert!([0, 408].contains(&answer.status), "{answer:?}");
    assert_eq!(house.stop().1.head().unwrap(), 1);
}

#[test]
fn who_asks_too_often_or_when_all_is_taken_is_told_to_wait() {
    let house = House::with(Limits { rate: NonZeroU32::MIN, ..small() });
    let start = Instant::now();
    let mut told = Vec::new();
    while told.len() < 3 && start.elapsed() < Duration::from_secs(20) {
        let answer = house.get("/v1/states");
        if answer.status == 429 {
            assert!(answer.head.contains("retry-after: 1"), "{}", answer.head);
            told.push(answer);
        }
    }
    assert_eq!(told.len(), 3);
    let full = House::with(Limits { bodies: 0, followers: 0, ..small() });
    let answer = full.post("application/json", event(1).as_bytes());
    assert_eq!((answer.status, answer.json()["code"].as_str()), (503, Some("busy")));
    assert!(answer.head.contains("retry-after: 1"), "{}", answer.head);
    assert_eq!(full.get("/v1/events/stream").status, 503);
    assert_eq!(full.get("/v1/events").status, 200, "reading goes on");
}

/// Asks for much, and takes nothing of it.
fn greedy(house: &House) -> std::net::TcpStream {
    let mut stream = connect(house.address());
    stream.set_write_timeout(Some(Duration::from_millis(50))).unwrap();
    let requests = "GET /openapi.json HTTP/1.1\r\nHost: here\r\n\r\n".repeat(2000);
    // As much as the other side takes.
    let _ = stream.write_all(requests.as_bytes());
    stream
}

#[test]
fn nobody_is_kept_out_by_those_who_take_no_answers() {
    let house = House::with(Limits { connections: 16, ..small() });
    let crowd: Vec<_> = (0..64).map(|_| greedy(&house)).collect();
    let silent: Vec<_> = (0..64).map(|_| connect(house.address())).collect();
    for _ in 0..8 {
        assert_eq!(house.get("/healthz").status, 200);
        assert_eq!(house.get("/readyz").status, 200);
        assert_eq!(house.post("application/json", event(1).as_bytes()).status, 200);
    }
    // Nor is the gateway kept from ending.
    let ended = Instant::now();
    let log = house.stop().1;
    assert!(ended.elapsed() < Limits::default().farewell, "{:?}", ended.elapsed());
    assert_eq!(log.head().unwrap(), 1);
    drop((crowd, silent));
}

#[test]
fn an_answer_that_nobody_takes_is_broken_off() {
    let write_time = Duration::from_millis(200);
    let house = House::with(Limits { connections: 2, write_time, ..small() });
    let stream = greedy(&house);
    // The other side has cut it once writing fails; until then it may have room for more.
    let mut stream = stream;
    let patience = Instant::now();
    while stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n").is_ok_or_waits() {
        assert!(patience.elapsed() < Duration::from_secs(20), "it is never cut");
    }
    assert_eq!(house.get("/healthz").status, 200);
}

/// Whether writing went on, or may.
trait OkOrWaits {
    fn is_ok_or_waits(&self) -> bool;
}

impl OkOrWaits for std::io::Result<()> {
    fn is_ok_or_waits(&self) -> bool {
        use std::io::ErrorKind::{TimedOut, WouldBlock};
        self.as_ref().err().is_none_or(|error| matches!(error.kind(), TimedOut | WouldBlock))
    }
}

#[test]
fn a_small_request_gets_no_large_answer() {
    // Below a long key, each violation has it in its place.
    let key = "k".repeat(100_000);
    let nested =
        format!("{{\"payload\":{{\"{key}\":{{}}}},\"{key}\":[{}]}}\n", "1e999,".repeat(2000) + "1");
    let body = packed((nested.repeat(10) + &"{}\n".repeat(90)).as_bytes());
    let house = House::with(Limits { decompressed: 64 << 20, ..small() });
    let answer = house.send("POST /v1/events", WRITER, &[LINES, GZIP], &body);
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(body.len() < 32 << 10 && answer.body.len() < 8 << 20, "{}", answer.body.len());
    let results = &answer.json()["results"];
    let first = &results[0];
    assert!(first["violation_count"].as_u64().unwrap() > 2000, "{}", first["violation_count"]);
    assert!(first["violations"].as_array().unwrap().len() < 10);
    assert_eq!(results.as_array().unwrap().len(), 100, "each event has a result, and a reason");
    assert!(results.as_array().unwrap().iter().all(|one| one["violations"][0].is_object()));
}

#[test]
fn what_is_said_twice_or_is_no_position_is_refused() {
    let house = House::with(small());
    assert_eq!(house.get("/v1/events?limit=1&limit=2").status, 400);
    assert_eq!(house.get("/v1/events?after=9223372036854775808").status, 400);
}
