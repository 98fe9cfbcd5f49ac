//! `qipp policy`: the policy in force, as a policy file.

use super::policy_in_force::in_force;
use crate::cli::PolicyArgs;
use crate::output::{Failure, Status, to_stdout};

pub fn run(args: &PolicyArgs) -> Result<Status, Failure> {
    let policy = in_force(args)?;
    to_stdout(|out| out.write_all(policy.to_toml().as_bytes()))?;
    Ok(Status::Fine)
}
