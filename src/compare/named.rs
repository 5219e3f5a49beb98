//! Signs with stable names: an enum, all of its values, and what a program calls each.

macro_rules! named_signs {
    ($enum:ident: $($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// One sign of this sort.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $enum { $($(#[$doc])* $name,)* }

        impl $enum {
            /// All of them, in the order in which they are weighed.
            pub const ALL: &[$enum] = &[$($enum::$name,)*];

            /// The stable name in machine-readable answers.
            pub fn as_str(self) -> &'static str {
                match self { $($enum::$name => $key,)* }
            }
        }
    };
}

pub(super) use named_signs;
