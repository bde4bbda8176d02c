use serde_json::Value;

use super::Fields;
use crate::api::error::Problem;

/// Reads a problem document; whatever is missing stays empty.
pub fn problem(json: &Value) -> Problem {
    let fields = Fields(json);
    // A log-in page elsewhere would be a way to lead citizens astray.
    // Browsers take `/\example.com`, and `//` with a tab between, for another site.
    let same_origin = |url: &&str| {
        url.starts_with('/') && !url.starts_with("//") && !url.contains(['\\', '\t', '\n', '\r'])
    };
    Problem {
        code: fields.string("code").unwrap_or_default(),
        field_code: fields.each("errors", |error| error.string("code")).into_iter().next(),
        request_id: fields.string("requestId"),
        login_url: fields.str("loginUrl").filter(same_origin).map(str::to_owned),
        ..Problem::default()
    }
}
