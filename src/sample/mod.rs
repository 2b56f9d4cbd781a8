//! Made-up projects: a fictional council, three hospitals, three months, every difficulty of the law.
