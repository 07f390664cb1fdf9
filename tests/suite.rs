//! The cross-crate test suite: one binary, so that it links once.

#[cfg(test)]
#[path = "suite"]
mod suite {
    mod emitter;
    mod entries;
    mod fixtures;
    mod freshness;
    mod golden;
    mod hostile;
    mod language;
    mod lint;
    mod patterns;
    mod producers;
    mod readers;
    mod spanning;
    mod support;
}
