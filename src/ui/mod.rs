//! Parts without knowledge of the domain.

mod button;
mod dialog;
mod field;
mod focus;
mod icon;
mod keyed;
mod link;
mod notice;
mod skeleton;

pub use button::{ButtonKind, button};
pub use dialog::Dialog;
pub use field::{Field, TextArea, TextInput};
pub use focus::{PageTitle, focus_field, skip_link};
pub use icon::{Icons, icon, small_icon};
pub use keyed::keyed;
pub use link::{page_link, page_link_button};
pub use notice::{Failure, Notice, NoticeKind};
pub use skeleton::Skeleton;
