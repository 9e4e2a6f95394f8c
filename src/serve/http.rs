//! Requests and answers: which path does what, and the status of what cannot be done.

use super::desk::{Answered, Desk, Seen};
use super::doors::Closed;
use super::overview;
use super::shared::{Shared, locked};
use crate::model::is_blank;
use crate::site::{self, Asked, Refused};
use crate::text::nearest;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The longest body, in bytes: as long as a line of `decide --calls`.
const MAX_BODY: usize = 1024 * 1024;
/// How long a body may take to come.
const LONGEST_BODY: Duration = Duration::from_secs(10);
/// How long a browser need not ask again whether it may send a call.
const PREFLIGHT_SECONDS: &str = "600";

const JSON: &str = "application/json";
const SCRIPT: &str = include_str!("../../assets/serve/vitrine.js");

/// Why a request has no answer.
struct Problem {
    status: StatusCode,
    error: String,
    /// A header that says more.
    header: Option<(HeaderName, String)>,
}

impl Problem {
    fn new(status: StatusCode, error: impl Into<String>) -> Self {
        Self { status, error: error.into(), header: None }
    }

    fn response(self) -> Response {
        #[derive(Serialize)]
        struct Error<'e> {
            error: &'e str,
        }
        let mut json = Vec::new();
        // A text always has a form in JSON.
        let _ = site::write_json(&mut json, &Error { error: &self.error });
        json.push(b'\n');
        let mut response = response(self.status, JSON, json);
        if let Some((name, value)) = self.header
            && let Ok(value) = HeaderValue::from_str(&value)
        {
            response.headers_mut().insert(name, value);
        }
        response
    }
}

impl From<Closed> for Problem {
    fn from(closed: Closed) -> Self {
        match closed {
            Closed::NoHost => {
                Self::new(StatusCode::BAD_REQUEST, "the request has no Host header, or several")
            }
            Closed::Host => Self::new(
                StatusCode::MISDIRECTED_REQUEST,
                "the request comes under a name that is not this machine's: use the address or localhost, or start with --allow-host NAME",
            ),
            Closed::Origin => Self::new(
                StatusCode::FORBIDDEN,
                "pages of that origin may not ask: start with --allow-origin ORIGIN",
            ),
        }
    }
}

fn response(status: StatusCode, content: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content));
    response
}

/// What answers each request.
pub(super) fn router(shared: Arc<Shared>) -> Router {
    Router::new().fallback(handle).layer(DefaultBodyLimit::max(MAX_BODY)).with_state(shared)
}

async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let let_in = shared.doors.let_in(request.headers());
    let origin = match let_in {
        Ok(origin) => origin.and_then(|origin| HeaderValue::from_str(origin).ok()),
        Err(closed) => return Problem::from(closed).response(),
    };
    let mut response = routed(&shared, request).await.unwrap_or_else(Problem::response);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::VARY, HeaderValue::from_static("Origin"));
    }
    response
}

async fn routed(shared: &Shared, request: Request) -> Result<Response, Problem> {
    let method = request.method();
    match request.uri().path() {
        "/decide" if method == Method::POST => decide(shared, request).await,
        "/decide" if method == Method::OPTIONS => Ok(preflight(request.headers())),
        "/decide" => Err(not_allowed("POST, OPTIONS")),
        "/vitrine.js" if is_get(method) => script(shared, request.uri()),
        "/" if is_get(method) => {
            let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
            let html = overview::page(shared.desk().plan(), host.unwrap_or_default(), shared.language);
            let mut response = response(StatusCode::OK, "text/html; charset=utf-8", html);
            let policy = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'");
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
            Ok(response)
        }
        "/vitrine.js" | "/" => Err(not_allowed("GET, HEAD")),
        _ => Err(Problem::new(
            StatusCode::NOT_FOUND,
            "nothing is here: there are POST /decide, GET /vitrine.js?environment=NAME and GET /",
        )),
    }
}

fn is_get(method: &Method) -> bool {
    method == Method::GET || method == Method::HEAD
}

fn not_allowed(methods: &str) -> Problem {
    let header = Some((header::ALLOW, methods.to_owned()));
    Problem { header, ..Problem::new(StatusCode::METHOD_NOT_ALLOWED, format!("use {methods}")) }
}

/// Whether a page may send a call, which a browser asks first.
fn preflight(asked: &HeaderMap) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("content-type"));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static(PREFLIGHT_SECONDS));
    if asked.contains_key("access-control-request-private-network") {
        headers.insert("access-control-allow-private-network", HeaderValue::from_static("true"));
    }
    response
}

/// The script of an environment, which must be there.
fn script(shared: &Shared, uri: &Uri) -> Result<Response, Problem> {
    let desk = shared.desk();
    let names = || desk.plan().catalog().environments.iter().map(|environment| environment.name.as_str());
    let Some(environment) = parameter(uri, "environment") else {
        let known: Vec<&str> = names().collect();
        let error = format!("name an environment: /vitrine.js?environment=NAME, of {}", known.join(", "));
        return Err(Problem::new(StatusCode::NOT_FOUND, error));
    };
    if !names().any(|name| name == environment) {
        let meant = nearest(&environment, names()).map(|name| format!(" Did you mean {name}?"));
        let error = format!("There is no environment {environment}.{}", meant.unwrap_or_default());
        return Err(Problem::new(StatusCode::NOT_FOUND, error));
    }
    Ok(response(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT))
}

/// A parameter of a request, in its first place.
fn parameter(uri: &Uri, name: &str) -> Option<String> {
    let pairs = url::form_urlencoded::parse(uri.query()?.as_bytes());
    pairs.into_iter().find(|(given, _)| given == name).map(|(_, value)| value.into_owned())
}

async fn decide(shared: &Shared, request: Request) -> Result<Response, Problem> {
    let unexplained = parameter(request.uri(), "no_excluded").is_some_and(|value| value != "false");
    let body = body(request).await?;
    let (at, begun) = (Timestamp::now(), Instant::now());
    let (asked, answer) = match asked(&body) {
        Err(problem) => (None, Err(problem)),
        Ok(asked) => {
            let_through(shared, &asked, begun)?;
            let answer = answer(&mut shared.desk(), &asked, unexplained, shared.seen.is_some());
            (Some(asked), answer)
        }
    };
    if let Some(seen) = &shared.seen {
        let (status, answered) = match &answer {
            Ok((status, answered)) => (*status, answered.told.clone().unwrap_or_default()),
            Err(problem) => (problem.status, vec![Err(problem.error.clone())]),
        };
        let call = Seen { at, asked, answered, took: begun.elapsed(), status: status.as_u16() };
        seen(call);
    }
    answer.map(|(status, answered)| response(status, JSON, answered.json))
}

/// Whether there is room for so many calls now.
fn let_through(shared: &Shared, asked: &Asked, now: Instant) -> Result<(), Problem> {
    let (calls, mut bucket) = (asked.count(), locked(&shared.bucket));
    if bucket.take(calls, now) {
        return Ok(());
    }
    let header = Some((header::RETRY_AFTER, bucket.seconds_until(calls).to_string()));
    let error = "more calls come than are answered: wait a moment, or start with a greater --rate";
    Err(Problem { header, ..Problem::new(StatusCode::TOO_MANY_REQUESTS, error) })
}

async fn body(request: Request) -> Result<Bytes, Problem> {
    let too_long = || {
        let error = format!("the body is longer than {MAX_BODY} bytes, the most it may have");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, error)
    };
    match tokio::time::timeout(LONGEST_BODY, Bytes::from_request(request, &())).await {
        Err(_) => Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "the body does not come to its end")),
        Ok(Err(refused)) if refused.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(too_long()),
        Ok(Err(refused)) => Err(Problem::new(StatusCode::BAD_REQUEST, refused.body_text())),
        Ok(Ok(body)) => Ok(body),
    }
}

/// What a body asks for.
fn asked(body: &[u8]) -> Result<Asked, Problem> {
    let unread = |error: String| Problem::new(StatusCode::BAD_REQUEST, error);
    let text = std::str::from_utf8(body)
        .map_err(|error| unread(format!("byte {} is not UTF-8", error.valid_up_to() + 1)))?;
    let text = text.trim_start_matches('\u{feff}');
    if is_blank(text) {
        return Err(unread("the body is empty: send a call, or a page of calls, as JSON".to_owned()));
    }
    site::read(text).map_err(unread)
}

fn answer(
    desk: &mut Desk,
    asked: &Asked,
    unexplained: bool,
    told: bool,
) -> Result<(StatusCode, Answered), Problem> {
    if let Some(error) = desk.too_much(asked, unexplained) {
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, error));
    }
    let answered = desk
        .answer(asked, unexplained, told)
        .map_err(|error| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    let status = match answered.refused {
        None => StatusCode::OK,
        Some(Refused::Unread) => StatusCode::BAD_REQUEST,
        Some(Refused::UnknownSpace) => StatusCode::NOT_FOUND,
        Some(Refused::Contacts) => StatusCode::SERVICE_UNAVAILABLE,
    };
    Ok((status, answered))
}
