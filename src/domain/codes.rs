//! Code lists of the field.

use std::fmt;
use std::str::FromStr;

macro_rules! codes {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $about:literal])+ $variant:ident = $code:literal,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $about])+ $variant,)+ }

        impl $name {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code used in files.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())
            }
        }

        $crate::domain::serde_forms::as_text!($name);

        impl FromStr for $name {
            type Err = NotInList;
            fn from_str(text: &str) -> Result<Self, NotInList> {
                let found = Self::ALL.iter().find(|item| item.code() == text).copied();
                found.ok_or_else(|| NotInList { text: text.to_owned(), list: Self::ALL.iter().map(|item| item.code()).collect() })
            }
        }
    };
}

pub(crate) use codes;

/// A code that its list does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not one of {}", list.join(", "))]
pub struct NotInList {
    /// What was written.
    pub text: String,
    /// What could have been.
    pub list: Vec<&'static str>,
}

codes! {
    /// Who is responsible for a delayed day in the hospital's return.
    Attribution {
        /// The health service.
        Nhs = "nhs",
        /// Social care.
        SocialCare = "social_care",
        /// Both.
        Both = "both",
        /// Neither side: the patient, the family or the law, in Scotland's return.
        Neither = "nobody",
    }
}

codes! {
    /// What kind of care a stay is for. England: only acute care can be charged for.
    CareType {
        /// Acute care.
        Acute = "acute",
        /// Expectant or nursing mothers.
        Maternity = "maternity",
        /// Led by a consultant psychiatrist.
        MentalHealth = "mental_health",
        /// Palliative care.
        Palliative = "palliative",
        /// A time-limited programme to keep or regain the ability to live at home.
        Intermediate = "intermediate",
        /// Recuperation or rehabilitation.
        Rehabilitation = "rehabilitation",
        /// Nordic: somatic care.
        Somatic = "somatic",
        /// Nordic: psychiatric care.
        Psychiatric = "psychiatric",
        /// Norway: specialised treatment of substance use.
        Tsb = "tsb",
        /// Denmark: hospice.
        Hospice = "hospice",
    }
}

impl Attribution {
    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Nhs => "NHS",
            Self::SocialCare => "social care",
            Self::Both => "both",
            Self::Neither => "nobody",
        }
    }
}
