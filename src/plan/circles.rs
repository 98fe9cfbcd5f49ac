//! Circles: bodies that report to one another, schemes that are counted under one another.

/// The circles of a graph of which each node leads to one other at most, each from its first node on; in the order
/// of those.
pub(super) fn circles_of(above: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut seen: Vec<Option<usize>> = vec![None; above.len()];
    let mut all = Vec::new();
    for start in 0..above.len() {
        let mut next = Some(start);
        while let Some(at) = next.filter(|at| seen.get(*at).is_some_and(Option::is_none)) {
            seen[at] = Some(start);
            next = above[at];
        }
        let Some(first) = next.filter(|at| seen.get(*at) == Some(&Some(start))) else { continue };
        let around = std::iter::successors(above[first], |at| above[*at]);
        let mut circle: Vec<usize> =
            std::iter::once(first).chain(around.take_while(|at| *at != first)).collect();
        let least = circle.iter().enumerate().min_by_key(|(_, at)| **at).map_or(0, |(turn, _)| turn);
        circle.rotate_left(least);
        all.push(circle);
    }
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_circle_is_found_once_and_what_leads_into_it_is_none_of_it() {
        let above = [Some(1), Some(2), Some(0), Some(0), None, Some(5), Some(4), Some(9)];
        assert_eq!(circles_of(&above), [vec![0, 1, 2], vec![5]]);
        assert_eq!(circles_of(&[Some(2), Some(0), Some(1)]), [[0, 2, 1]]);
        assert!(circles_of(&[Some(1), Some(2), None]).is_empty());
    }
}
