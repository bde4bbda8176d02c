use super::Fields;
use crate::domain::file::readable_file_name;
use crate::domain::hit::{Field, Hit, Mark};

/// Reads where a search found what it looked for; what cannot be understood is not marked.
pub fn hit(fields: Fields<'_>) -> Hit {
    let place = |fields: Fields<'_>, name| usize::try_from(fields.count(name)?).ok();
    Hit {
        excerpt: fields.object("excerpt").and_then(|excerpt| excerpt.string("text")),
        attachment: fields.string("attachment").map(|name| readable_file_name(&name)),
        marks: fields.each("highlights", |mark| {
            let field = mark.str("field").and_then(Field::parse)?;
            Some(Mark { field, start: place(mark, "start")?, end: place(mark, "end")? })
        }),
    }
}
