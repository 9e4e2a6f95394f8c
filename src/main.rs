//! The program: its arguments choose between the window and a command.

fn main() {}
