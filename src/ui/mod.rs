//! Parts without knowledge of the domain.

pub mod dom;

mod arrows;
mod button;
mod choice;
mod dialog;
mod download;
mod field;
mod file_field;
mod focus;
mod icon;
mod link;
mod notice;
mod skeleton;

pub use arrows::with_arrows;
pub use button::{Busy, ButtonKind, button};
pub use choice::{checkbox, day_field, radio, select, target};
pub use dialog::{Shut, dialog};
pub use download::download;
pub use field::{Field, text_area, text_input};
pub use file_field::{FileField, choose_files, file_field, takes_files};
pub use focus::{focus_field, focus_if_lost, focus_in, focus_later, page_title, skip_link};
pub use icon::{Icons, icon, small_icon};
pub use link::{page_link, page_link_button};
pub use notice::{NoticeKind, failure, notice};
pub use skeleton::skeleton;
