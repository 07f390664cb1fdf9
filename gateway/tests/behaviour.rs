//! What a gateway does for clients that mean well.

use std::io::{BufRead as _, BufReader, Write as _};
use std::num::NonZeroUsize;
use std::sync::mpsc::channel;

use event_contract::log::Of;
use serde_json::{Value, json};

use crate::client::{Answer, House, READER, WRITER, bad, connect, event};

const MANY: NonZeroUsize = NonZeroUsize::new(999).unwrap();

fn results(answer: &Value) -> Vec<&str> {
    answer["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["result"].as_str().unwrap())
        .collect()
}

#[test]
fn each_event_has_a_result_and_none_keeps_out_another() {
    let house = House::new();
    let other = event(1).replace("m-001", "m-002");
    let body = format!("[{},{},{},{},17,{}]", event(1), bad(2), event(1), other, event(3));
    let answer = house.post("application/json", body.as_bytes());
    assert_eq!(answer.status, 200, "{answer:?}");
    let said = answer.json();
    let expected = ["accepted", "rejected", "duplicate", "conflict", "rejected", "accepted"];
    assert_eq!(results(&said), expected);
    assert_eq!(
        json!([said["accepted"], said["duplicate"], said["rejected"], said["conflict"]]),
        json!([2, 1, 2, 1])
    );
    let violations = said["results"][1]["violations"].as_array().unwrap();
    assert_eq!(violations.len(), 2, "all of them: {violations:?}");
    assert_eq!(violations[0]["pointer"], "/payload/parcel_number");
    assert!(!answer.body.contains("sesame"), "no payload is quoted");
    assert_ne!(said["results"][3]["stored_sha256"], said["results"][3]["offered_sha256"]);
    let first = said["results"][0]["position"].as_u64().unwrap();
    assert_eq!(said["results"][2]["position"].as_u64(), Some(first));

    let again = house.post("application/json", body.as_bytes()).json();
    let expected = ["duplicate", "rejected", "duplicate", "conflict", "rejected", "duplicate"];
    assert_eq!(results(&again), expected);

    let (_folder, log) = house.stop();
    assert_eq!(log.read(Of::Type("ParcelClosed"), 0, 9).unwrap().len(), 2);
    let kept = log.load_recent(MANY).unwrap();
    assert_eq!(kept.len(), 3, "the same one is kept once");
    assert!(kept.iter().any(|one| one.document == bad(2).as_bytes()));
    assert!(kept.iter().all(|one| !one.reason.contains("sesame")));
}

#[test]
fn a_journal_hears_what_became_of_each_commit() {
    let (told, heard) = channel();
    let house = House::telling(told);
    let body = format!("[{},{},{}]", event(1), event(2), bad(3));
    house.post("application/json", body.as_bytes());
    house.post("application/json", event(1).replace("m-001", "m-002").as_bytes());
    let (_folder, log) = house.stop();
    let [(accepted, rejected), (none, dead)] =
        <[_; 2]>::try_from(heard.iter().collect::<Vec<_>>()).unwrap();
    assert_eq!((accepted, none), (2, 0));
    let kept = log.load_recent(MANY).unwrap();
    let [rejected, dead] = [rejected, dead].map(|refused| {
        let [one] = <[_; 1]>::try_from(refused).unwrap();
        assert!(kept.iter().any(|document| document.origin == one.kept), "{one:?}");
        assert!(!one.reason.contains("sesame"), "no payload is quoted: {one:?}");
        one
    });
    assert!(!rejected.conflict && dead.conflict);
    assert_ne!(rejected.fingerprint, dead.fingerprint);
}

#[test]
fn bodies_come_as_lines_as_one_event_and_packed() {
    let house = House::with(event_contract_gateway::Limits::default());
    let one = house.post("application/json", event(1).as_bytes()).json();
    assert_eq!(results(&one), ["accepted"]);
    let lines = format!("{}\n\nnonsense\r\n{}\n", event(1), event(2));
    let lines = house.post("application/x-ndjson; charset=utf-8", lines.as_bytes()).json();
    assert_eq!(results(&lines), ["duplicate", "rejected", "accepted"]);
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(format!("[{}]", event(3)).as_bytes()).unwrap();
    let headers = [("Content-Encoding", "gzip"), ("Content-Type", "application/json")];
    let body = packer.finish().unwrap();
    let answer = house.send("POST /v1/events", WRITER, &headers, &body);
    assert_eq!(results(&answer.json()), ["accepted"]);
    let empty = house.post("application/json", b"[]").json();
    assert_eq!(results(&empty), [""; 0]);
    assert_eq!(house.stop().1.head().unwrap(), 3, "there is nothing else without a journal");
}

#[test]
fn events_are_read_by_position_aggregate_and_type() {
    let house = House::with(event_contract_gateway::Limits::default());
    let body: Vec<String> = (0..250).map(event).collect();
    house.post("application/jsonl", body.join("\n").as_bytes());
    let page = house.get("/v1/events?after=10&limit=60").json();
    let positions = |page: &Value| -> Vec<u64> {
        page["events"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["position"].as_u64().unwrap())
            .collect()
    };
    assert_eq!(positions(&page), (11..=70).collect::<Vec<_>>());
    assert_eq!((page["next"].as_u64(), page["head"].as_u64()), (Some(70), Some(250)));
    assert_eq!(page["events"][0]["event"], serde_json::from_str::<Value>(&event(10)).unwrap());
    let rest = house.get("/v1/events?limit=5000&after=200").json();
    assert_eq!(positions(&rest).len(), 50);
    let own = house.get("/v1/events?aggregate=parcel%2F1&limit=2").json();
    assert_eq!(positions(&own), [2, 5]);
    assert_eq!(own["events"][1]["version"], 2);
    let none = house.get("/v1/events?type=MissionStarted").json();
    assert_eq!((positions(&none).len(), none["next"].as_u64()), (0, Some(0)));
    for bad in ["after=x", "after=-1", "limit=", "offset=1", "aggregate=a&type=b"] {
        let answer = house.get(&format!("/v1/events?{bad}"));
        assert_eq!(
            (answer.status, answer.json()["code"].as_str()),
            (400, Some("bad_query")),
            "{bad}"
        );
    }
}

#[test]
fn followers_hear_of_events_as_they_come_and_go_on_where_they_were() {
    let house = House::with(event_contract_gateway::Limits::default());
    house.post("application/jsonl", format!("{}\n{}", event(1), event(2)).as_bytes());
    let mut stream = connect(house.address());
    let head = format!(
        "GET /v1/events/stream?after=7 HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer {READER}\r\nLast-Event-ID: 1\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    assert!(lines.next().unwrap().contains("200"));
    assert_eq!(lines.find(|line| line.starts_with("id: ")).unwrap(), "id: 2");
    house.post("application/json", event(3).as_bytes());
    assert_eq!(lines.find(|line| line.starts_with("id: ")).unwrap(), "id: 3");
    let data = lines.next().unwrap();
    let data: Value = serde_json::from_str(data.strip_prefix("data: ").unwrap()).unwrap();
    assert_eq!(data["event"]["lamport_clock"], 3);
    house.stop();
    assert_eq!(
        lines.find(|line| line.starts_with("id: ")),
        None,
        "the stream ends with the gateway"
    );
}

#[test]
fn what_watches_it_finds_it_well() {
    let house = House::new();
    house.post("application/json", format!("[{},{}]", event(1), bad(2)).as_bytes());
    let open = |path: &str| house.send(&format!("GET {path}"), "", &[], b"");
    assert_eq!((open("/healthz").status, open("/readyz").status), (200, 200));
    assert_eq!(open("/metrics").status, 401);
    let metrics = house.get("/metrics").body;
    for line in [
        "contracts_events_total{result=\"accepted\"} 1",
        "contracts_events_total{result=\"rejected\"} 1",
        "contracts_ingest_seconds_count 1",
    ] {
        assert!(metrics.lines().any(|said| said == line), "{line} is not in\n{metrics}");
    }
}

#[test]
fn the_description_says_what_is_there_and_refers_to_what_it_has() {
    let house = House::new();
    let description = house.send("GET /openapi.json", "", &[], b"").json();
    assert_eq!(description["openapi"], "3.1.0");
    let mut ways = 0;
    for (path, methods) in description["paths"].as_object().unwrap() {
        let path = path.replace("{reducer}", "sync");
        for (method, operation) in methods.as_object().unwrap() {
            ways += 1;
            if path.ends_with("stream") {
                continue;
            }
            let line = format!("{} {path}", method.to_uppercase());
            let scope = operation["security"][0]["bearer"][0].as_str();
            let token = match scope {
                Some("write") => WRITER,
                Some(_) => READER,
                None => "",
            };
            // This gateway has no reducers.
            let expected = if path.contains("sync") { 404 } else { 200 };
            assert_eq!(house.send(&line, token, &[], b"[]").status, expected, "{line}");
            if scope.is_some() {
                assert_eq!(house.send(&line, "", &[], b"[]").status, 401, "{line}");
            }
        }
    }
    assert_eq!(ways, 9);
    let schemas = description["components"]["schemas"].as_object().unwrap();
    let mut waiting = vec![&description["paths"]];
    waiting.extend(
        schemas.iter().filter(|(name, _)| !name.starts_with("contract.")).map(|(_, schema)| schema),
    );
    let mut found = 0;
    while let Some(value) = waiting.pop() {
        if let Some(to) = value.get("$ref").and_then(Value::as_str) {
            found += 1;
            assert!(
                schemas.contains_key(to.strip_prefix("#/components/schemas/").unwrap()),
                "{to}"
            );
        }
        waiting.extend(value.as_object().into_iter().flat_map(|object| object.values()));
        waiting.extend(value.as_array().into_iter().flatten());
    }
    assert!(found > 20, "{found}");
    assert!(schemas.contains_key("contract.event"));
}

#[test]
fn a_request_that_is_under_way_is_answered_before_the_end() {
    let house = House::with(event_contract_gateway::Limits::default());
    let body = event(1);
    let (front, back) = body.split_at(100);
    let mut stream = connect(house.address());
    let head = format!(
        "POST /v1/events HTTP/1.1\r\nHost: here\r\nConnection: close\r\nAuthorization: Bearer {WRITER}\r\nContent-Length: {}\r\n\r\n{front}",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    let address = house.address();
    // An answer to another request says that the first one has been taken up.
    assert_eq!(house.get("/v1/states").status, 200);
    let ending = std::thread::spawn(move || house.stop());
    // Once nobody listens any more, the end has begun.
    while std::net::TcpStream::connect(address).is_ok() {
        std::thread::yield_now();
    }
    stream.write_all(back.as_bytes()).unwrap();
    let answer = Answer::read(stream);
    assert_eq!(results(&answer.json()), ["accepted"]);
    let (_folder, log) = ending.join().unwrap();
    assert_eq!(log.head().unwrap(), 1);
}
