//! What the kernel of Linux takes from a process for good: files and ports by Landlock, calls of the system by seccomp. On other
//! systems there is nothing of the kind, and each function says so.

#[cfg(target_os = "linux")]
pub use linux::{refuse_calls, refuse_files, refuse_network};

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::BTreeMap;

    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
    use seccompiler::SeccompCmpArgLen::Dword;
    use seccompiler::SeccompCmpOp::{Eq, MaskedEq};
    use seccompiler::{SeccompAction, SeccompCondition, SeccompFilter, SeccompRule, TargetArch, apply_filter};

    /// A call of the system, and the arguments with which alone it is meant: any of the lists, each whole. No list means
    /// any arguments.
    type Call = (libc::c_long, Vec<Vec<Argument>>);

    /// The place of an argument, and what it must be.
    type Argument = (u8, seccompiler::SeccompCmpOp, u64);

    /// Refuses every file, port and signal to this thread, by Landlock. Whether the kernel does all that it knows of.
    pub fn refuse_files() -> bool {
        // What kernels before version 6 of the interface lack (ports, signals), seccomp refuses too.
        let restricted = Ruleset::default()
            .handle_access(AccessFs::from_all(ABI::V6))
            .and_then(|ruleset| ruleset.handle_access(AccessNet::from_all(ABI::V6)))
            .and_then(|ruleset| ruleset.scope(Scope::from_all(ABI::V6)))
            .and_then(|ruleset| ruleset.create())
            .and_then(|ruleset| ruleset.restrict_self());
        restricted.is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
    }

    /// Refuses this thread every call of the system but those for memory, for reading stdin, for writing to stdout and
    /// stderr, and for ending. Whether the kernel does.
    pub fn refuse_calls() -> bool {
        let own = u64::from(std::process::id());
        let (exec, abort) = (libc::PROT_EXEC as u64, libc::SIGABRT as u64);
        let not_executable = || vec![vec![(2, MaskedEq(exec), 0)]];
        let mut allowed: Vec<Call> = vec![
            (libc::SYS_read, vec![vec![(0, Eq, 0)]]),
            (libc::SYS_write, vec![vec![(0, Eq, 1)], vec![(0, Eq, 2)]]),
            (libc::SYS_mmap, not_executable()),
            (libc::SYS_mprotect, not_executable()),
            // To end as a process without memory does.
            (libc::SYS_tgkill, vec![vec![(0, Eq, own), (2, Eq, abort)]]),
        ];
        let any = [
            libc::SYS_brk,
            libc::SYS_clock_gettime,
            libc::SYS_close,
            libc::SYS_exit,
            libc::SYS_exit_group,
            libc::SYS_futex,
            libc::SYS_getpid,
            libc::SYS_getrandom,
            libc::SYS_gettid,
            libc::SYS_madvise,
            libc::SYS_mremap,
            libc::SYS_munmap,
            libc::SYS_restart_syscall,
            libc::SYS_rt_sigaction,
            libc::SYS_rt_sigprocmask,
            libc::SYS_rt_sigreturn,
            libc::SYS_sched_yield,
            libc::SYS_sigaltstack,
        ];
        allowed.extend(any.map(|call| (call, Vec::new())));
        apply(allowed, refused(), SeccompAction::Allow)
    }

    /// Refuses this thread, and every thread and process that it will start, sockets and the memory of other processes.
    /// Whether the kernel does.
    pub fn refuse_network() -> bool {
        let denied = [
            libc::SYS_socket,
            libc::SYS_connect,
            libc::SYS_bind,
            libc::SYS_listen,
            libc::SYS_accept,
            libc::SYS_accept4,
            // A second way to all of them.
            libc::SYS_io_uring_setup,
            libc::SYS_ptrace,
            libc::SYS_process_vm_readv,
            libc::SYS_process_vm_writev,
        ];
        apply(denied.map(|call| (call, Vec::new())).into(), SeccompAction::Allow, refused())
    }

    fn refused() -> SeccompAction {
        SeccompAction::Errno(libc::EPERM as u32)
    }

    fn apply(calls: Vec<Call>, otherwise: SeccompAction, matched: SeccompAction) -> bool {
        // The crate knows three kinds of processors. On another one there is no filter.
        let Ok(target) = TargetArch::try_from(std::env::consts::ARCH) else { return false };
        let condition = |(place, is, value): Argument| SeccompCondition::new(place, Dword, is, value);
        let rule = |list: Vec<Argument>| SeccompRule::new(list.into_iter().map(condition).collect::<Result<_, _>>()?);
        let rules =
            calls.into_iter().map(|(call, lists)| Ok((call, lists.into_iter().map(rule).collect::<Result<_, _>>()?)));
        let filter = rules
            .collect::<Result<BTreeMap<_, _>, seccompiler::BackendError>>()
            .and_then(|rules| SeccompFilter::new(rules, otherwise, matched, target))
            .and_then(seccompiler::BpfProgram::try_from);
        filter.is_ok_and(|filter| apply_filter(&filter).is_ok())
    }
}

/// On a system that is not Linux there is nothing of the kind.
#[cfg(not(target_os = "linux"))]
pub fn refuse_files() -> bool {
    false
}

/// On a system that is not Linux there is nothing of the kind.
#[cfg(not(target_os = "linux"))]
pub fn refuse_calls() -> bool {
    false
}

/// On a system that is not Linux there is nothing of the kind.
#[cfg(not(target_os = "linux"))]
pub fn refuse_network() -> bool {
    false
}
