//! The words of savings plans of 2011: names that every PCT has, names of its own, and how people write them again.

use super::generator::Chance;

pub const WORKSTREAMS: [&str; 9] = [
    "Planned care",
    "Urgent care",
    "Long-term conditions",
    "Prescribing",
    "Mental health",
    "Community services",
    "Corporate",
    "Contracts",
    "Staying healthy",
];

/// Names that every PCT has, with the workstream.
pub const SHARED: [(&str, &str); 40] = [
    ("Medicines management", "Prescribing"),
    ("Prescribing incentive scheme", "Prescribing"),
    ("Generic prescribing switches", "Prescribing"),
    ("Reducing emergency admissions", "Urgent care"),
    ("A&E attendance avoidance", "Urgent care"),
    ("Ambulatory emergency care", "Urgent care"),
    ("Urgent care centre", "Urgent care"),
    ("Out of hours contract", "Urgent care"),
    ("Falls prevention", "Long-term conditions"),
    ("COPD pathway", "Long-term conditions"),
    ("Diabetes pathway redesign", "Long-term conditions"),
    ("Heart failure community service", "Long-term conditions"),
    ("Telehealth", "Long-term conditions"),
    ("Case management of long term conditions", "Long-term conditions"),
    ("End of life care", "Long-term conditions"),
    ("Outpatient follow up ratios", "Planned care"),
    ("Procedures of limited clinical value", "Planned care"),
    ("Referral management", "Planned care"),
    ("Day case rates", "Planned care"),
    ("MSK triage", "Planned care"),
    ("Dermatology community clinic", "Planned care"),
    ("Direct access diagnostics", "Planned care"),
    ("Out of area placements", "Mental health"),
    ("Crisis resolution", "Mental health"),
    ("Memory clinic", "Mental health"),
    ("Continuing healthcare reviews", "Community services"),
    ("Community nursing productivity", "Community services"),
    ("Intermediate care beds", "Community services"),
    ("Wheelchair services", "Community services"),
    ("Management cost reduction", "Corporate"),
    ("Estates rationalisation", "Corporate"),
    ("Procurement savings", "Corporate"),
    ("Agency staff reduction", "Corporate"),
    ("Shared back office", "Corporate"),
    ("Skill mix review", "Corporate"),
    ("Contract challenges", "Contracts"),
    ("Marginal rate emergency tariff", "Contracts"),
    ("Specialised commissioning", "Contracts"),
    ("Smoking cessation", "Staying healthy"),
    ("Alcohol brief interventions", "Staying healthy"),
];

const SPECIALTIES: [&str; 22] = [
    "Cardiology",
    "Dermatology",
    "ENT",
    "Gynaecology",
    "Ophthalmology",
    "Orthopaedic",
    "Rheumatology",
    "Urology",
    "Neurology",
    "Paediatric",
    "General surgery",
    "Gastroenterology",
    "Respiratory",
    "Pain management",
    "Podiatry",
    "Audiology",
    "Diabetes",
    "Stroke",
    "Dementia",
    "Learning disability",
    "Children's",
    "Vascular",
];

const TEMPLATES: [(&str, &str); 16] = [
    ("{} outpatient follow ups", "Planned care"),
    ("{} first outpatient attendances", "Planned care"),
    ("{} community clinic", "Planned care"),
    ("{} referral triage", "Planned care"),
    ("{} pathway redesign", "Planned care"),
    ("{} length of stay", "Urgent care"),
    ("{} emergency readmissions", "Urgent care"),
    ("{} early supported discharge", "Community services"),
    ("{} contract retender", "Contracts"),
    ("{} tariff unbundling", "Contracts"),
    ("{} drug switches", "Prescribing"),
    ("{} skill mix", "Corporate"),
    ("{} day case shift", "Planned care"),
    ("{} self care", "Long-term conditions"),
    ("{} nurse specialist", "Community services"),
    ("{} admission avoidance", "Urgent care"),
];

const PLACES: [&str; 14] = [
    "St Mary's",
    "Riverside",
    "Northgate",
    "Elmwood",
    "Priory",
    "Victoria",
    "Queen's",
    "Oakfield",
    "Millbrook",
    "Hillside",
    "Abbey",
    "Moorland",
    "Station Road",
    "The Limes",
];

const OF_PLACES: [(&str, &str); 9] = [
    ("{} ward closure", "Urgent care"),
    ("{} walk-in centre", "Urgent care"),
    ("{} minor injuries unit", "Urgent care"),
    ("{} site disposal", "Corporate"),
    ("{} catering contract", "Corporate"),
    ("{} intermediate care beds", "Community services"),
    ("{} rehabilitation unit", "Community services"),
    ("{} day hospital", "Mental health"),
    ("{} health centre lease", "Corporate"),
];

const DRUGS: [&str; 16] = [
    "Statins",
    "Clopidogrel",
    "Pregabalin",
    "Ezetimibe",
    "Escitalopram",
    "Inhalers",
    "Specials",
    "Glucose strips",
    "Sip feeds",
    "Stoma products",
    "Dressings",
    "Oxygen",
    "Insulin analogues",
    "ARBs",
    "Gluten free foods",
    "Lansoprazole",
];

/// A name that few others have, with its workstream.
pub fn name(chance: &mut Chance) -> (String, String) {
    let ((template, workstream), word) = match chance.below(10) {
        0..=5 => (*chance.of(&TEMPLATES), *chance.of(&SPECIALTIES)),
        6..=8 => (*chance.of(&OF_PLACES), *chance.of(&PLACES)),
        _ => (
            *chance.of(&[("{} switch", "Prescribing"), ("{} waste reduction", "Prescribing")]),
            *chance.of(&DRUGS),
        ),
    };
    (template.replace("{}", word), workstream.to_owned())
}

pub fn person(chance: &mut Chance) -> String {
    let first = ["A", "B", "C", "D", "E", "H", "J", "K", "L", "M", "N", "P", "R", "S", "T", "W"];
    let last = [
        "Ahmed", "Bennett", "Clarke", "Davies", "Evans", "Fletcher", "Green", "Hughes", "Iqbal", "Jones",
        "Kaur", "Lewis", "Morgan", "Nowak", "Okafor", "Patel", "Quinn", "Roberts", "Shah", "Taylor", "Walsh",
        "Young",
    ];
    format!("{} {}", chance.of(&first), chance.of(&last))
}

/// A description: often one that says the same of many schemes.
pub fn description(name: &str, chance: &mut Chance) -> String {
    let how = [
        "Redesign of the pathway with primary care to reduce activity in secondary care",
        "Reduce spend in line with national benchmarks",
        "Better value from the contract through renegotiation at year end",
        "As set out in the commissioning intentions",
    ];
    let who = ["nurse-led", "GP-led", "consultant-led", "therapist-led", "pharmacist-led"];
    let what = [
        "triage of all referrals",
        "review of patients on the register",
        "clinics in the community",
        "discharge planning from day one",
        "audit of practices above the mean",
        "telephone advice line",
    ];
    let by = [
        "in four practices",
        "across both localities",
        "from the third quarter",
        "with the local authority",
        "under the new specification",
        "starting with the largest practices",
        "once the unit has moved",
    ];
    if chance.one_in(3) {
        return (*chance.of(&how)).to_owned();
    }
    format!("{name}: {} {} {}", chance.of(&who), chance.of(&what), chance.of(&by))
}

/// How a year falls in months, in thousandths: often level, or as all schemes of the PCT build up.
pub fn phasing(chance: &mut Chance) -> Vec<u64> {
    match chance.below(6) {
        0 | 1 => vec![83; 12],
        2 => [vec![0; 3], vec![111; 9]].concat(),
        3 => [vec![0; 6], vec![166; 6]].concat(),
        4 => vec![20, 30, 40, 60, 70, 80, 90, 100, 110, 120, 130, 150],
        _ => {
            let raw: Vec<u64> = (0..12).map(|_| 1 + chance.next() % 9).collect();
            let sum: u64 = raw.iter().sum();
            raw.iter().map(|part| part * 1_000 / sum).collect()
        }
    }
}

/// A name as somebody else writes it: with a slip, a short form, other order, or more words.
pub fn near(name: &str, pct: &str, chance: &mut Chance) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let place = pct.split(' ').next().unwrap_or(pct);
    let again = match chance.below(8) {
        0 => slip(name, chance),
        1 => format!("{name} programme"),
        2 => format!("{name} - {place}"),
        3 if words.len() > 1 => format!("{} {}", words[1..].join(" "), words[0]),
        4 => short(name),
        5 => plural(name),
        6 => format!("{place} {} scheme", name.to_lowercase()),
        _ => format!("Phase 1 {name} ({place} site)"),
    };
    if again == name { format!("{name} project") } else { again }
}

/// A letter left out, or two turned round, in the longest word.
fn slip(name: &str, chance: &mut Chance) -> String {
    let longest = name.split(' ').max_by_key(|word| word.len()).unwrap_or(name);
    let mut letters: Vec<char> = longest.chars().collect();
    let at = 1 + chance.below(letters.len().saturating_sub(2).max(1));
    if chance.one_in(2) {
        letters.remove(at);
    } else if at + 1 < letters.len() {
        letters.swap(at, at + 1);
    }
    name.replace(longest, &letters.into_iter().collect::<String>())
}

fn short(name: &str) -> String {
    let forms = [
        ("outpatient", "OP"),
        ("Outpatient", "OP"),
        ("follow ups", "f/ups"),
        ("follow up", "f/up"),
        ("management", "mgmt"),
        ("Management", "Mgmt"),
        ("Medicines", "Meds"),
        ("emergency", "emerg"),
        ("long term conditions", "LTC"),
        ("community", "comm"),
        ("admissions", "adm"),
        ("Prescribing", "Presc"),
        ("prescribing", "presc"),
        ("referral", "ref"),
        ("and", "&"),
        ("length of stay", "LOS"),
        ("centre", "ctr"),
        ("rehabilitation", "rehab"),
        ("Orthopaedic", "Ortho"),
        ("Ophthalmology", "Ophthal"),
    ];
    forms.iter().fold(name.to_owned(), |name, (long, short)| name.replace(long, short))
}

fn plural(name: &str) -> String {
    match name.strip_suffix('s') {
        Some(one) => one.to_owned(),
        None => format!("{name}s"),
    }
}
