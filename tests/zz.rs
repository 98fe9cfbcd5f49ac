use crate::submitted::Submitted;
#[test]
fn zz() {
    let mut v: Vec<_> = std::fs::read_dir(crate::worked_plan::fixture("broken")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    v.sort();
    for n in v { println!("== {n}"); for m in Submitted::fixture(&format!("broken/{n}")).messages() { println!("{m}"); } }
}
