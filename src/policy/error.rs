//! Why a policy cannot be used.

/// Why a policy cannot be used: the caller's mistake.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// No such setting.
    #[error("policy: there is no setting `{name}`{}", nearest(.near))]
    UnknownKey {
        /// The name given.
        name: String,
        /// The nearest known name.
        near: Option<String>,
    },
    /// The value has another form.
    #[error("policy: `{name} = {found}`: {expected} is expected")]
    BadValue {
        /// The setting.
        name: String,
        /// The value given.
        found: String,
        /// What is expected.
        expected: String,
    },
    /// No built-in policy and no file of this name.
    #[error(
        "policy: `{name}` is neither a file nor a built-in policy (nao-2011, strict, current, treasury, prudent)"
    )]
    UnknownPolicy {
        /// The name given.
        name: String,
    },
    /// The file is not TOML.
    #[error("policy: {file} is not a policy file: {reason}")]
    NotToml {
        /// The file.
        file: String,
        /// The parser's words.
        reason: String,
    },
    /// Values that contradict each other.
    #[error("policy: {0}")]
    Contradiction(String),
}

fn nearest(near: &Option<String>) -> String {
    crate::nearest::offer(near.as_ref())
}
