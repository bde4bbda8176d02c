//! What the page around is told of the state, and what it asks for. Never health data, never a name.

use std::time::Duration;

use super::app::App;
use super::clock::elapsed;
use super::login::Login;
use super::navigation::Navigation;
use super::person_scope::PersonScope;
use super::second;
use crate::domain::person::PersonId;
use crate::i18n::Language;
use crate::shell::{Start, Work, are_times, extends};

impl App {
    /// Tells who is acted for, and how many unread threads they have. Fewer than before: something was read.
    pub fn tell_acting(self, person: Option<PersonId>) {
        let unread = person.as_ref().map(|person| self.unread_of(person));
        let now = person.zip(unread);
        let before = self.told_unread.try_update_value(|told| std::mem::replace(told, now.clone()));
        if let (Some(Some((before, earlier))), Some((person, unread))) = (before, &now)
            && before == *person
            && *unread < earlier
        {
            self.tell_news();
        }
        let (person, unread) = now.unzip();
        let person = person.as_ref().map(|person| person.0.as_str());
        self.start.with_value(|start| start.tell_acting(person, unread));
    }

    /// Something was read or sent.
    pub(super) fn tell_news(self) {
        self.shell.with_value(|shell| shell.tell_news());
    }

    /// Tells whether there is unsaved text, while the app runs.
    pub fn tell_unsaved(self) {
        if self.start.try_with_value(|_| ()).is_some() {
            let is_unsaved = self.has_unsaved();
            self.start.with_value(|start| start.tell_unsaved(is_unsaved));
        }
    }

    /// Tells that the first page is drawn.
    pub fn tell_drawn(self) {
        self.start.with_value(Start::tell_ready);
        self.shell.with_value(|shell| shell.tell_drawn());
    }

    /// The page asks to act for a person, as if they were chosen in the picker; `switch` does that. Before the session
    /// is there, it begins with them.
    pub fn act_for(
        self,
        navigation: Navigation,
        person: PersonId,
        switch: impl FnOnce(PersonScope, PersonId),
    ) {
        if !self.login.with_untracked(|login| matches!(login, Login::In { .. })) {
            self.wished.set_value(Some(person.clone()));
            navigation.begin_with(person);
        } else if !self.knows(&person) {
            self.start.with_value(|start| start.report("unknown-person"));
        } else if navigation.acting.get_untracked().as_ref() != Some(&person)
            && let Some(scope) = self.expiry.scope()
        {
            switch(scope, person);
        }
    }

    /// Somebody is logged in: can they act for whom the page wanted?
    pub fn look_at_wish(self) {
        let is_in = self.login.with(|login| matches!(login, Login::In { .. }));
        let wished = is_in.then(|| self.wished.try_update_value(Option::take).flatten()).flatten();
        if wished.is_some_and(|person| !self.knows(&person)) {
            self.start.with_value(|start| start.report("unknown-person"));
        }
    }

    /// The page wants another language. The session keeps the one that the citizen has chosen.
    pub fn speak(self, language: Language) {
        self.change_language(language, false);
    }

    /// The shell is about to warn of the end of the session: shall it be extended instead? What is not saved is saved
    /// now, and the shell is asked to ask again.
    #[must_use]
    pub fn extends_session(self, times: &[f64]) -> bool {
        if !are_times(times) {
            self.start.with_value(|start| start.report("shell-nonsense"));
            return false;
        }
        let is_unsaved = self.has_unsaved();
        if is_unsaved {
            self.save_all();
        }
        let scope = self.expiry.scope().filter(|scope| scope.is_writing());
        let ago = Duration::try_from_secs_f64((elapsed() - self.expiry.written_at()) / 1_000.0);
        extends(&Work {
            is_unsaved,
            is_sending: scope.is_some_and(second::is_sending),
            written: ago.ok().filter(|_| scope.is_some_and(second::has_unsent)),
        })
    }
}
