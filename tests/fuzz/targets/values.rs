#![no_main]
qipp_fuzz::fuzz!(Values);
