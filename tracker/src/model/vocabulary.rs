//! The closed vocabularies of the model.

/// Declares an enum whose values have names on the wire.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $value:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$of])* $value,)+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The name on the wire.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$value => $text,)+
                }
            }

            /// The value of a name; nothing for another text.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == name)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::Error;

            fn from_str(name: &str) -> Result<Self, crate::Error> {
                Self::from_name(name).ok_or_else(|| {
                    crate::Error::invalid(concat!("no such value of ", stringify!($name)))
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }
    };
}
pub(crate) use vocabulary;

vocabulary! {
    /// How far the work on an issue is.
    CanonicalStatus {
        /// Not begun.
        Todo = "todo",
        /// Being worked on.
        InProgress = "in_progress",
        /// Done, in somebody's opinion.
        InReview = "in_review",
        /// Waiting for something else.
        Blocked = "blocked",
        /// Finished.
        Done = "done",
        /// Given up.
        Canceled = "canceled",
    }
}

impl CanonicalStatus {
    /// True if nothing more is to be done.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Canceled)
    }
}

vocabulary! {
    /// What kind of work an issue is.
    CanonicalIssueType {
        /// A body of work with issues of its own.
        Epic = "epic",
        /// Something a user wants.
        Story = "story",
        /// Something to do.
        Task = "task",
        /// Something wrong.
        Bug = "bug",
        /// Upkeep.
        Chore = "chore",
        /// A part of another issue.
        Subtask = "subtask",
    }
}

vocabulary! {
    /// What an issue is to another one.
    LinkType {
        /// The other one waits for it.
        Blocks = "blocks",
        /// It waits for the other one.
        BlockedBy = "blocked_by",
        /// They have to do with each other.
        RelatesTo = "relates_to",
        /// It says what the other one says.
        Duplicates = "duplicates",
        /// The other one is a part of it.
        ParentOf = "parent_of",
        /// It is a part of the other one.
        ChildOf = "child_of",
    }
}
