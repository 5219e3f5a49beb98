//! Three versions of one thing, and which of them holds.

/// One thing as it was and as two people have it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Three<T> {
    pub(super) base: T,
    pub(super) ours: T,
    pub(super) theirs: T,
}

/// What two people's versions of one thing come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// Only we changed it, or both did in the same way, or nobody.
    Ours,
    /// Only they changed it.
    Theirs,
    /// Both changed it, each in another way.
    Clash,
}

impl<T> Three<T> {
    pub(super) fn new(base: T, ours: T, theirs: T) -> Three<T> {
        Three { base, ours, theirs }
    }

    pub(super) fn map<U>(self, mut change: impl FnMut(T) -> U) -> Three<U> {
        Three { base: change(self.base), ours: change(self.ours), theirs: change(self.theirs) }
    }

    pub(super) fn as_ref(&self) -> Three<&T> {
        Three { base: &self.base, ours: &self.ours, theirs: &self.theirs }
    }

    pub(super) fn zip<U>(self, other: Three<U>) -> Three<(T, U)> {
        Three {
            base: (self.base, other.base),
            ours: (self.ours, other.ours),
            theirs: (self.theirs, other.theirs),
        }
    }
}

impl<T: PartialEq> Three<T> {
    pub(super) fn choice(&self) -> Choice {
        if self.ours == self.theirs || self.base == self.theirs {
            Choice::Ours
        } else if self.base == self.ours {
            Choice::Theirs
        } else {
            Choice::Clash
        }
    }
}

impl<T> Three<Option<T>> {
    /// The oldest version that there is, the same whichever side is called ours where there was one.
    pub(super) fn oldest(self) -> Option<T> {
        self.base.or(self.ours).or(self.theirs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_changed_a_thing_has_it() {
        assert_eq!(Three::new(1, 1, 2).choice(), Choice::Theirs);
        assert_eq!(Three::new(1, 2, 1).choice(), Choice::Ours);
        assert_eq!(Three::new(1, 2, 2).choice(), Choice::Ours);
        assert_eq!(Three::new(1, 2, 3).choice(), Choice::Clash);
    }
}
