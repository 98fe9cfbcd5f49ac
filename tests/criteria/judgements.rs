//! x
use crate::worked_plan::Folder;
#[test]
fn x() {
    Folder::anytown().self_assess("a", "met");
}
