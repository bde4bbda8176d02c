use crate::client::{Citizen, parse, plain, raw, request};

const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
    object-src 'none'; frame-src 'none'; worker-src 'none'; manifest-src 'self'; \
    frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

#[test]
fn every_answer_carries_the_production_headers() {
    for path in [
        "/",
        "/login",
        "/stand-in/personas",
        "/stand-in/login.js",
        "/innboks/",
        "/innboks/samtale/t-1",
        "/innboks/nothing.js",
        "/innboks/app-0123456789abcdef.js",
        "/min-helse/innboks/samtale/t-1",
        "/shell/shell.css",
        "/shell/nothing.js",
        "/api/v1/session",
        "/api/v1/nothing",
        "/nothing",
    ] {
        let answer = plain("GET", path, &[]);
        for (name, value) in [
            ("content-security-policy", CSP),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-resource-policy", "same-origin"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            (
                "permissions-policy",
                "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=()",
            ),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        let kept = path.contains("-0123456789abcdef");
        let cache = if kept { "public, max-age=31536000, immutable" } else { "no-store" };
        assert_eq!(answer.header("cache-control"), Some(cache), "{path}");
    }
}

#[test]
fn every_address_of_the_app_gives_its_page() {
    for path in ["/innboks/", "/innboks/samtale/t-1", "/innboks/skriv?x=1"] {
        let answer = plain("GET", path, &[]);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some("text/html; charset=utf-8"))
        );
        assert!(String::from_utf8(answer.body).unwrap().contains("Innboks"));
    }
    for path in ["/", "/innboks"] {
        let answer = plain("GET", path, &[]);
        assert_eq!((answer.status, answer.header("location")), (307, Some("/innboks/")));
    }
    for path in
        ["/innboks/nothing.js", "/shell/nothing.js", "/shell/", "/min-helse/nothing.js", "/nothing"]
    {
        let answer = plain("GET", path, &[]);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (404, Some("text/plain; charset=utf-8"))
        );
    }
}

#[test]
fn the_mock_shell_has_its_own_addresses_and_leaves_the_apps_alone() {
    for path in ["/min-helse", "/min-helse/innboks", "/min-helse/innboks/samtale/t-1", "/innboksen"]
    {
        let answer = plain("GET", path, &[]);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some("text/html; charset=utf-8")),
            "{path}"
        );
        let page = String::from_utf8(answer.body).unwrap();
        assert!(
            page.contains("content=\"/min-helse/innboks\""),
            "{path} says where the inbox stands"
        );
    }
    let app = plain("GET", "/innboks/samtale/t-1", &[]);
    assert!(!String::from_utf8(app.body).unwrap().contains("/shell/"));
    assert_eq!(plain("POST", "/min-helse", &[]).status, 404);
    assert_eq!(
        plain("GET", "/shell/shell.css", &[]).header("content-type"),
        Some("text/css; charset=utf-8")
    );
}

#[test]
fn files_come_compressed_and_typed() {
    let ask = |encodings| {
        let headers = [("accept-encoding", encodings)];
        let answer = plain("GET", "/innboks/app-0123456789abcdef.js", &headers);
        assert_eq!(answer.header("content-type"), Some("text/javascript; charset=utf-8"));
        assert_eq!(answer.header("vary"), Some("accept-encoding"));
        let encoding = answer.header("content-encoding").map(str::to_owned);
        (encoding, String::from_utf8(answer.body).unwrap())
    };
    assert_eq!(ask("gzip, deflate, br, zstd"), (Some("br".to_owned()), "brotli".to_owned()));
    assert_eq!(ask("gzip"), (Some("gzip".to_owned()), "gzipped".to_owned()));
    assert_eq!(ask("identity"), (None, "plain".to_owned()));
    let wasm = plain("GET", "/innboks/app-0123456789abcdef_bg.wasm", &[]);
    assert_eq!(wasm.header("content-type"), Some("application/wasm"));
}

#[test]
fn nothing_outside_the_app_is_served() {
    for path in [
        "/innboks/../secret.txt",
        "/innboks/%2e%2e/secret.txt",
        "/innboks/texts/../../secret.txt",
        "/innboks/texts/..%2f..%2fsecret.txt",
        "/innboks/..%5csecret.txt",
        "/innboks//../secret.txt",
    ] {
        let answer = plain("GET", path, &[]);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!String::from_utf8_lossy(&answer.body).contains("secret"), "{path}");
    }
}

#[test]
fn head_tells_what_get_would() {
    for path in ["/innboks/", "/login", "/api/v1/session"] {
        let (head, get) = (plain("HEAD", path, &[]), plain("GET", path, &[]));
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
        assert_eq!(
            head.header("content-length"),
            Some(get.body.len().to_string().as_str()),
            "{path}"
        );
    }
}

#[test]
fn a_wrong_method_is_told_the_right_ones() {
    for (method, path, allowed) in [
        ("POST", "/innboks/", "GET"),
        ("POST", "/login", "GET"),
        ("DELETE", "/api/v1/threads", "GET"),
        ("GET", "/api/v1/logout", "POST"),
        ("PATCH", "/api/v1/drafts/d-1", "DELETE"),
    ] {
        let answer = plain(method, path, &[]);
        assert_eq!(answer.status, 405, "{method} {path}");
        assert!(answer.header("allow").unwrap().contains(allowed), "{method} {path}");
        if path.starts_with("/api/") {
            assert_eq!(answer.code(), "methodNotAllowed");
        }
    }
}

#[test]
fn what_is_no_address_is_a_problem_document() {
    let kari = Citizen::fresh("kari");
    for path in ["/api/v1/nothing", "/api/v2/threads", "/api/v1/threads/"] {
        let answer = kari.get(path);
        assert_eq!((answer.status, answer.code().as_str()), (404, "notFound"), "{path}");
    }
    let answer = kari.get("/api/v1/threads/%ff");
    assert_eq!((answer.status, answer.code().as_str()), (400, "badRequest"));
}

#[test]
fn a_log_in_of_the_wrong_shape_is_refused() {
    for (headers, body, status) in [
        (vec![("content-type", "application/json")], "{", 400),
        (vec![("content-type", "text/plain")], "{\"persona\":\"kari\"}", 415),
        (vec![("content-type", "application/json")], "{\"persona\":\"kari\",\"x\":1}", 400),
    ] {
        let bytes = raw(&request("POST", "/stand-in/login", &headers, body));
        assert_eq!(parse(&bytes).unwrap().status, status, "{body}");
    }
}
