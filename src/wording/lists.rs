//! The words that schemes are named by.

/// Words that make no difference between two names.
pub(super) const SMALL: &str = "a an and at by for from in into its of on or our the to with via per amp \
    cip initiative local programme program project qipp scheme saving efficiency opportunity proposal";

/// Words that schemes of every plan have in their names: they tell little of one saving.
pub(super) const GENERIC: &str = "service management manage review reduction reducing reduce reduced improvement improving \
    improved efficient productivity productive care health healthcare community acute clinical clinic commissioning \
    contract cost pathway patient admission emergency elective outpatient inpatient prescribing prescription medicine \
    medication drug staff staffing workforce skill mix estate procurement supply back office corporate administration \
    agency bank sickness absence vacancy bed ward length stay referral demand access mental primary secondary urgent \
    unplanned planned scheduled unscheduled long term condition end life model redesign development new other quality \
    performance shared shift lead team implementation implement transformation rationalisation optimisation tender \
    price pricing tariff income budget control spend non pay general practice hospital trust provider hub system plan \
    nurse nursing medical theatre support process use work value money capacity phase year board joint integrated \
    transfer change reconfiguration prevention attendance first follow up variation standard stretch factor target";

/// Short forms that their letters alone do not show, and what they stand for.
pub(super) const SHORT: [(&str, &str); 23] = [
    ("mgmt", "management"),
    ("mgt", "management"),
    ("a&e", "accident emergency"),
    ("a & e", "accident emergency"),
    ("a and e", "accident emergency"),
    ("t&o", "trauma orthopaedic"),
    ("f/up", "follow up"),
    ("f/u", "follow up"),
    ("fu", "follow up"),
    ("op", "outpatient"),
    ("opd", "outpatient"),
    ("ip", "inpatient"),
    ("nel", "emergency"),
    ("msk", "musculoskeletal"),
    ("rx", "prescribing"),
    ("meds", "medicine"),
    ("chc", "continuing healthcare"),
    ("physio", "physiotherapy"),
    ("gynae", "gynaecology"),
    ("paeds", "paediatric"),
    ("derm", "dermatology"),
    ("ophthal", "ophthalmology"),
    ("ortho", "orthopaedic"),
];

/// Words that set two savings apart where each has another of a line.
pub const APART: [&[&str]; 10] = [
    &["north", "south", "east", "west", "central", "northern", "southern", "eastern", "western"],
    &["adult", "child", "children", "paediatric", "young", "older"],
    &["male", "female", "men", "women"],
    &["inpatient", "outpatient", "daycase"],
    &["medical", "surgical", "nursing"],
    &["day", "night"],
    &["upper", "lower"],
    &["first", "second", "third", "fourth"],
    &["recurrent", "nonrecurrent"],
    &["elective", "emergency", "nonelective"],
];

/// What a word may end in, the longest first.
pub(super) const ENDINGS: [&str; 22] = [
    "isations", "isation", "ization", "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion",
    "ances", "ance", "ies", "ers", "ed", "es", "er", "al", "s", "e", "y",
];
