//! Names that follow labels, of what was made in this window: with each edit of a label, or, where a catalog is so large
//! that following takes longer than a frame, when its field is left.

use crate::app::application::App;
use crate::document::{Edit, Made, names_after};
use crate::text::Message;

impl App {
    /// The names that follow an edit now, each with the place of what has it among what was made.
    pub(super) fn names_that_follow(&mut self, edit: &Edit) -> Vec<(usize, Edit, Made)> {
        let open = self.open.front_mut();
        let names = names_after(open.workspace.catalog(), &open.view.naming.made, edit);
        if open.workspace.is_small() {
            return names;
        }
        let naming = &mut open.view.naming;
        for (index, ..) in names {
            let made = &naming.made[index];
            if !naming.due.contains(made) {
                naming.due.push(made.clone());
            }
        }
        Vec::new()
    }

    /// Takes note of what is called otherwise now.
    pub(super) fn note_names(&mut self, names: Vec<(usize, Edit, Made)>) {
        for (index, _, now) in names {
            self.open.front_mut().view.naming.made[index] = now;
        }
    }

    /// Gives what is still called otherwise the name of its label: nobody types in it any more.
    pub(super) fn give_due_names(&mut self) {
        for due in std::mem::take(&mut self.open.front_mut().view.naming.due) {
            let open = self.open.front_mut();
            let index = open.view.naming.made.iter().position(|it| *it == due);
            let named = due.named_now(open.workspace.catalog());
            let (Some(index), Some((edit, now))) = (index, named) else { continue };
            let label = due.label_now(open.workspace.catalog());
            let step =
                Message::new("forms-step").with("field", Message::new("forms-name")).with("entity", label);
            // Among others: a rename by itself is one that a person typed, after which no name follows.
            self.edit(&Edit::All(vec![edit.clone()]), step, None);
            self.note_names(vec![(index, edit, now)]);
        }
    }
}
