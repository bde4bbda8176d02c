//! Signals, memos and stored values of one kind.
//!
//! Leptos makes code for each type that a signal holds; here the values lie behind one type, so that it
//! does that once. For about a hundred signals of forty types that saves several kB. The
//! names and what they do are Leptos's: a signal belongs to the owner that it was made in, and ends
//! with it.

use std::any::Any;
use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::{
    ArcTrigger, Dispose, Get, GetUntracked, GetValue, IsDisposed, LocalStorage, Memo as Derived,
    Notify, StoredValue as Stored, Track,
};
use leptos::reactive::computed::ArcMemo;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::graph::{AnySubscriber, Subscriber, ToAnySubscriber};
use leptos::reactive::owner::on_cleanup;
use send_wrapper::SendWrapper;

/// What is kept, whatever it is.
type Kept = Stored<Rc<dyn Any>, LocalStorage>;

/// A value that lives as long as its owner.
pub struct StoredValue<T>(Kept, PhantomData<fn() -> T>);

impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for StoredValue<T> {}

impl<T: 'static> StoredValue<T> {
    /// Keeps `value`.
    pub fn new(value: T) -> Self {
        Self(keep(Rc::new(RefCell::new(value))), PhantomData)
    }

    /// Reads it; `None` when its owner has ended.
    pub fn try_with_value<U>(self, read: impl FnOnce(&T) -> U) -> Option<U> {
        let kept = self.0.try_get_value()?;
        Some(read(&kept.downcast_ref::<RefCell<T>>()?.borrow()))
    }

    /// Changes it; `None` when its owner has ended.
    pub fn try_update_value<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let kept = self.0.try_get_value()?;
        Some(change(&mut kept.downcast_ref::<RefCell<T>>()?.borrow_mut()))
    }

    /// Reads it.
    pub fn with_value<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.try_with_value(read).unwrap_or_else(|| ended())
    }

    /// Changes it, unless its owner has ended.
    pub fn update_value(self, change: impl FnOnce(&mut T)) {
        self.try_update_value(change);
    }

    /// Puts another in its place, unless its owner has ended.
    pub fn set_value(self, value: T) {
        self.try_update_value(|kept| *kept = value);
    }

    /// A copy of it.
    #[must_use]
    pub fn get_value(self) -> T
    where
        T: Clone,
    {
        self.with_value(T::clone)
    }

    /// A copy of it; `None` when its owner has ended.
    #[must_use]
    pub fn try_get_value(self) -> Option<T>
    where
        T: Clone,
    {
        self.try_with_value(T::clone)
    }

    /// Ends it before its owner ends.
    pub fn dispose(self) {
        self.0.dispose();
    }
}

/// A value that is followed.
pub struct RwSignal<T>(Kept, PhantomData<fn() -> T>);

/// A signal's value, and those who follow it.
struct Followed<T> {
    followers: ArcTrigger,
    value: RefCell<T>,
}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T> PartialEq for RwSignal<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Hash for RwSignal<T> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.0.hash(hasher);
    }
}

impl<T: 'static> RwSignal<T> {
    /// A signal that says `value`.
    pub fn new(value: T) -> Self {
        let value = RefCell::new(value);
        Self(keep(Rc::new(Followed { followers: ArcTrigger::new(), value })), PhantomData)
    }

    fn reach<U>(self, act: impl FnOnce(&Followed<T>) -> U) -> Option<U> {
        let kept = self.0.try_get_value()?;
        kept.downcast_ref().map(act)
    }

    /// Follows it.
    pub fn track(self) {
        self.reach(|signal| signal.followers.track());
    }

    /// Reads it, and follows nothing; `None` when its owner has ended.
    pub fn try_with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> Option<U> {
        self.reach(|signal| read(&signal.value.borrow()))
    }

    /// Changes it and tells those who follow; `None` when its owner has ended.
    pub fn try_update<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        self.reach(|signal| {
            let changed = change(&mut signal.value.borrow_mut());
            signal.followers.notify();
            changed
        })
    }

    /// Reads it, and follows nothing.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.try_with_untracked(read).unwrap_or_else(|| ended())
    }

    /// Reads and follows it.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.track();
        self.with_untracked(read)
    }

    /// Changes it and tells those who follow, unless its owner has ended.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// Says something else, unless its owner has ended.
    pub fn set(self, value: T) {
        self.try_update(|kept| *kept = value);
    }

    /// A copy of it, which is followed.
    #[must_use]
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of it, which is not followed.
    #[must_use]
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Has its owner ended?
    #[must_use]
    pub fn is_disposed(self) -> bool {
        self.0.is_disposed()
    }

    /// Ends it before its owner ends.
    pub fn dispose(self) {
        self.0.dispose();
    }
}

/// A value that follows from others, and tells those who follow it only when it differs.
pub struct Memo<T>(Derived<Answer>, PhantomData<fn() -> T>);

/// A memo's value, whatever it is; each that differs from the one before has a number of its own.
#[derive(Clone)]
struct Answer {
    value: SendWrapper<Rc<dyn Any>>,
    number: u64,
}

impl PartialEq for Answer {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

impl<T: PartialEq + 'static> Memo<T> {
    /// Works out a value from what `work_out` reads; it gets the value before.
    pub fn new(work_out: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let derive = move |before: Option<&Answer>| {
            let known = before.and_then(|before| before.value.downcast_ref::<T>());
            let now = work_out(known);
            match before {
                Some(before) if known == Some(&now) => before.clone(),
                _ => {
                    let number = before.map_or(0, |before| before.number + 1);
                    Answer { value: SendWrapper::new(Rc::new(now)), number }
                }
            }
        };
        Self(derived(Box::new(derive)), PhantomData)
    }

    /// Reads and follows it.
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        reach(self.0.try_get(), read).unwrap_or_else(|| ended())
    }

    /// Reads it, and follows nothing; `None` when its owner has ended.
    pub fn try_with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> Option<U> {
        reach(self.0.try_get_untracked(), read)
    }

    /// Reads it, and follows nothing.
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.try_with_untracked(read).unwrap_or_else(|| ended())
    }

    /// A copy of it, which is followed.
    #[must_use]
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of it, which is not followed.
    #[must_use]
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }
}

type Derive = Box<dyn Fn(Option<&Answer>) -> Answer + Send + Sync>;

fn derived(derive: Derive) -> Derived<Answer> {
    let derived = ArcMemo::new(derive);
    forget_with_owner(derived.to_any_subscriber());
    derived.into()
}

fn reach<T: 'static, U>(answer: Option<Answer>, read: impl FnOnce(&T) -> U) -> Option<U> {
    answer?.value.downcast_ref().map(read)
}

/// Runs `act` now and whenever a signal that it read changes, until the owner ends.
pub fn follow(act: impl Fn() + 'static) {
    follow_boxed(Box::new(act));
}

pub(crate) fn follow_boxed(act: Box<dyn Fn()>) {
    let effect = RenderEffect::new(move |_: Option<()>| act());
    forget_with_owner(effect.to_any_subscriber());
    // The owner keeps it; dropped with it, it ends.
    let _ = StoredValue::new(effect);
}

/// What is followed would keep a follower's memory for as long as it lives itself: the texts, for ever.
fn forget_with_owner(follower: AnySubscriber) {
    on_cleanup(move || follower.clear_sources(&follower));
}

fn keep(value: Rc<dyn Any>) -> Kept {
    Stored::new_local(value)
}

/// What lives longer than an owner asks by the methods that may answer `None`.
#[expect(clippy::panic, reason = "a mistake of the program's, as in Leptos")]
fn ended() -> ! {
    panic!("read after its owner has ended")
}
