//! Contacts outside the catalog: files of them as populations. Owns how they are read; decides nothing.

pub mod source;
