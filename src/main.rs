//! The program: hands its arguments to the command line, which opens the editor when no command is given.

fn main() -> std::process::ExitCode {
    vitrine::cli::run()
}
