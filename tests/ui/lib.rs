//! Nothing: this package is its cases.
