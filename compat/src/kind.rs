//! The kinds of changes, with ids that do not change.

use std::fmt;

macro_rules! kinds {
    ($($kind:ident $id:literal $meaning:literal;)*) => {
        /// A kind of change. Its id is what approvals name and reports show.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Kind { $(#[doc = $meaning] $kind,)* }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The stable id.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$kind => $id),* }
            }

            /// What happened, in a sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$kind => $meaning),* }
            }
        }
    };
}

kinds! {
    LineNoDelete "LINE_NO_DELETE" "A line of contracts is gone.";
    LineAdded "LINE_ADDED" "There is another line of contracts.";
    LineRenamed "LINE_RENAMED" "The line has another name, and so has its Rust module.";
    LineVersionChanged "LINE_VERSION_CHANGED" "The line has another version.";
    EnvelopeChanged "ENVELOPE_CHANGED" "The envelope came, went, or has its roles in other fields.";
    CutoverChanged "CUTOVER_CHANGED" "The cutover policy asks for something else.";
    EventNoDelete "EVENT_NO_DELETE" "An event is gone.";
    EventAdded "EVENT_ADDED" "There is a new event.";
    ReservedNameUsed "RESERVED_NAME_USED" "A reserved name became an event.";
    ReservedNoDelete "RESERVED_NO_DELETE" "A name is not reserved any more.";
    ReservedAdded "RESERVED_ADDED" "Another name is reserved.";
    RemovedNameUsed "REMOVED_NAME_USED" "A name that was given up is given again.";
    Deprecated "DEPRECATED" "Something should not be used any more.";
    FieldNoDelete "FIELD_NO_DELETE" "A field is gone.";
    FieldRequiredAdded "FIELD_REQUIRED_ADDED" "There is a new field that must be there.";
    FieldOptionalAdded "FIELD_OPTIONAL_ADDED" "There is a new field that may be left out.";
    FieldSameType "FIELD_SAME_TYPE" "A value is of another type.";
    FieldBecameRequired "FIELD_BECAME_REQUIRED" "A field that could be left out must be there.";
    FieldBecameOptional "FIELD_BECAME_OPTIONAL" "A field that had to be there may be left out.";
    DefaultAdded "DEFAULT_ADDED" "The absence of a field is read as a value, and null is refused.";
    DefaultRemoved "DEFAULT_REMOVED" "The absence of a field is no longer read as a value.";
    DefaultChanged "DEFAULT_CHANGED" "The absence of a field is read as another value.";
    ObjectClosed "OBJECT_CLOSED" "Undeclared keys, which were dropped, are refused.";
    ObjectOpened "OBJECT_OPENED" "Undeclared keys, which were refused, are dropped.";
    RuleAdded "RULE_ADDED" "There is a new condition across fields.";
    RuleRemoved "RULE_REMOVED" "A condition across fields is gone.";
    RuleChanged "RULE_CHANGED" "A condition across fields asks for something else.";
    EnumValueNoDelete "ENUM_VALUE_NO_DELETE" "A value of an enum is gone.";
    EnumValueAdded "ENUM_VALUE_ADDED" "An enum has another value.";
    EnumAliasNoDelete "ENUM_ALIAS_NO_DELETE" "A spelling that decoding took for a value is gone.";
    EnumAliasAdded "ENUM_ALIAS_ADDED" "Decoding takes another spelling for a value.";
    EnumAliasChanged "ENUM_ALIAS_CHANGED" "Decoding takes a spelling for another value than before.";
    BoundTightened "BOUND_TIGHTENED" "A bound of a length, a count or a number leaves less room.";
    BoundLoosened "BOUND_LOOSENED" "A bound of a length, a count or a number leaves more room.";
    PatternAdded "PATTERN_ADDED" "A string must match a pattern.";
    PatternRemoved "PATTERN_REMOVED" "A string need not match a pattern any more.";
    PatternChanged "PATTERN_CHANGED" "A string must match another pattern.";
    FormatChanged "FORMAT_CHANGED" "A string has another lexical form.";
    AlternativeNoDelete "ALTERNATIVE_NO_DELETE" "A value may not have one of its JSON kinds any more.";
    AlternativeAdded "ALTERNATIVE_ADDED" "A value may have another JSON kind.";
    MachineNoDelete "MACHINE_NO_DELETE" "A state machine is gone.";
    MachineAdded "MACHINE_ADDED" "There is a new state machine.";
    TransitionNoDelete "TRANSITION_NO_DELETE" "A transition is not allowed any more.";
    TransitionAdded "TRANSITION_ADDED" "A transition is allowed that was not.";
    GuardAdded "GUARD_ADDED" "Transitions ask for something in the payload.";
    GuardRemoved "GUARD_REMOVED" "Transitions ask for less in the payload.";
    GuardChanged "GUARD_CHANGED" "Transitions ask for something else in the payload.";
    InitialChanged "INITIAL_CHANGED" "Other states begin a life.";
    TerminalChanged "TERMINAL_CHANGED" "Other states end a life.";
    OverrideChanged "OVERRIDE_CHANGED" "Something else lets a transition skip the table.";
    EffectChanged "EFFECT_CHANGED" "An event does something else to a state machine.";
    MappingNoDelete "MAPPING_NO_DELETE" "A mapping is gone.";
    MappingAdded "MAPPING_ADDED" "There is a new mapping.";
    MappingChanged "MAPPING_CHANGED" "A value is mapped to another one.";
    TypeNoDelete "TYPE_NO_DELETE" "A Rust type is gone, or has another name.";
    TypeSameModule "TYPE_SAME_MODULE" "A Rust type is in another module.";
    TypeSameShape "TYPE_SAME_SHAPE" "A Rust type is built in another way.";
    FieldSameRustType "FIELD_SAME_RUST_TYPE" "A field has another Rust type.";
    ApprovalExpired "APPROVAL_EXPIRED" "An approval is past its date.";
    ApprovalUnused "APPROVAL_UNUSED" "An approval approves nothing.";
}

impl Kind {
    /// The kind of an id.
    pub fn of(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.id() == id)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}
