//! What is known about a record and one stay, as facts that do not depend on each other, and the class they make.

use crate::domain::LinkQuality;

macro_rules! fact {
    ($($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $about:literal])+ $variant:ident,)+ })+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[doc = $about])+ $variant,)+ }

        impl $name {
            /// Every answer.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
        }
    )+};
}

fact! {
    /// Whether the two say the same.
    Agreement {
        /// They do.
        Same,
        /// One of them says nothing.
        Unknown,
        /// They do not.
        Differs,
    }

    /// Where the record begins.
    Start {
        /// Two days or more before the admission.
        Before,
        /// One day before the admission.
        DayBefore,
        /// On the day of admission, expected or actual.
        Admission,
        /// After the day of admission, on or before the last day.
        Inside,
        /// After the last day.
        After,
    }

    /// Where the record ends.
    End {
        /// It does not say, or goes on.
        Open,
        /// Before the admission.
        Before,
        /// From the day of admission to the last day.
        Inside,
        /// One day after the last day.
        DayAfter,
        /// Two days or more after the last day.
        After,
    }

    /// Whether the record is about care that follows a stay, and begins when such care does.
    Follows {
        /// It is about something else.
        No,
        /// It is, and the discharge lies between seven days before its first day and three days after.
        InWindow,
        /// It is, and the discharge does not.
        OutOfWindow,
    }

    /// What is known about the end of the stay.
    Leaving {
        /// Someone recorded it.
        Known,
        /// No end is recorded: the patient is taken to be there still.
        Assumed,
    }
}

/// What is known about a record and one stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkFacts {
    /// Whether the record names the stay.
    pub is_named: bool,
    /// Whether the persons agree.
    pub person: Agreement,
    /// Whether the hospitals agree.
    pub hospital: Agreement,
    /// Where the record begins.
    pub start: Start,
    /// Where it ends.
    pub end: End,
    /// Whether it is care that follows a stay.
    pub follows: Follows,
    /// What is known about the end of the stay.
    pub leaving: Leaving,
    /// Whether another stay fits as well.
    pub has_rival: bool,
}

/// How the days of a record lie to those of a stay.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DateRelation {
    FromAdmission,
    Inside,
    StartsIn,
    OffByOne,
    EndsIn,
    Covers,
    Disjoint,
}

impl LinkFacts {
    /// The class: the one whose sentence is true.
    pub fn class(&self) -> LinkQuality {
        let found = LinkQuality::ALL.iter().find(|class| self.is(**class));
        found.copied().unwrap_or(LinkQuality::NoMatch)
    }

    /// Whether the sentence of a class is true.
    pub fn is(&self, class: LinkQuality) -> bool {
        let fits = self.by_name() || self.by_days();
        match class {
            LinkQuality::Ambiguous => fits && self.has_rival,
            LinkQuality::NoMatch => !fits,
            _ => fits && !self.has_rival && self.is_alone(class),
        }
    }

    /// The same for a class of links, where no other stay fits as well.
    fn is_alone(&self, class: LinkQuality) -> bool {
        let odd = self.hospital == Agreement::Differs
            || (self.date_relation() == DateRelation::Disjoint && !self.is_near_discharge());
        let elsewhere = self.hospital == Agreement::Differs;
        let is_open = self.leaving == Leaving::Assumed;
        let lies = |date_relation| {
            !self.by_name() && !elsewhere && !self.is_near_discharge() && self.date_relation() == date_relation
        };
        match class {
            LinkQuality::Exact => self.by_name() && !odd,
            LinkQuality::NamedOnly => self.by_name() && odd,
            LinkQuality::AroundDischarge => !self.by_name() && !elsewhere && self.is_near_discharge(),
            LinkQuality::OtherHospital => !self.by_name() && elsewhere,
            LinkQuality::SameAdmission => lies(DateRelation::FromAdmission),
            LinkQuality::Inside => lies(DateRelation::Inside) && !is_open,
            LinkQuality::StartsIn => lies(DateRelation::StartsIn) && !is_open,
            LinkQuality::OffByOne => lies(DateRelation::OffByOne),
            // What begins days before the admission is doubtful, whether or not the end of the stay is known.
            LinkQuality::EndsIn => lies(DateRelation::EndsIn),
            LinkQuality::Covers => lies(DateRelation::Covers),
            LinkQuality::AssumedEnd => is_open && [DateRelation::Inside, DateRelation::StartsIn].into_iter().any(lies),
            LinkQuality::Ambiguous | LinkQuality::NoMatch => false,
        }
    }

    /// Whether the name of the stay joins them: not if it is another person's.
    fn by_name(&self) -> bool {
        self.is_named && self.person != Agreement::Differs
    }

    /// Whether person and days join them: where another hospital is named, only days that fit in full.
    fn by_days(&self) -> bool {
        let in_full = self.is_near_discharge()
            || matches!(self.date_relation(), DateRelation::FromAdmission | DateRelation::Inside);
        let in_part = self.date_relation() != DateRelation::Disjoint && self.hospital != Agreement::Differs;
        !self.is_named && self.person == Agreement::Same && (in_full || in_part)
    }

    fn is_near_discharge(&self) -> bool {
        self.follows == Follows::InWindow && self.leaving == Leaving::Known
    }

    fn date_relation(&self) -> DateRelation {
        match (self.start, self.end) {
            (Start::Admission, End::Open | End::Inside) => DateRelation::FromAdmission,
            (Start::Inside, End::Open | End::Inside) => DateRelation::Inside,
            (Start::Admission | Start::Inside, End::After) => DateRelation::StartsIn,
            (Start::DayBefore, End::Open | End::Before | End::Inside | End::DayAfter)
            | (Start::Admission | Start::Inside, End::DayAfter) => DateRelation::OffByOne,
            (Start::Before, End::Inside) => DateRelation::EndsIn,
            (Start::Before, End::DayAfter) | (Start::Before | Start::DayBefore, End::After) => DateRelation::Covers,
            (Start::Before, End::Open | End::Before) | (Start::Admission | Start::Inside, End::Before) => {
                DateRelation::Disjoint
            }
            (Start::After, _) => DateRelation::Disjoint,
        }
    }
}
