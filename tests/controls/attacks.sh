# The attacks of mends.sh: each works in an empty folder, prints what it saw of the fault, and ends with the word `end`.

# Runs the program quietly; the exit code is left in $code, what it said in said.txt.
run() { "$program" "$@" >said.txt 2>&1 </dev/null; code=$?; }

# The same with strace in between: traced OPTIONS... -- ARGUMENTS...
traced() {
    local options=()
    while [ "$1" != -- ]; do options+=("$1"); shift; done
    shift
    strace -o trace.txt "${options[@]}" "$program" "$@" >said.txt 2>&1 </dev/null
    code=$?
}

# Where nothing can be seen, nothing is said to hold.
must() { "$@" >/dev/null 2>&1 || { echo "not tried: \`$*\` failed: $(tail -n 1 said.txt 2>/dev/null)"; exit; }; }
done_or_doubt() { [ "$code" -le 1 ]; }

# A project of two months of three stays and one, with a trend; the month is 2018-03.
project() {
    run init "$1" --authority Norfolk
    must test $code = 0
    sed -i '/^conventions/d; s/^\[project\]$/&\nconventions = ["england-msitdt", "england-drd"]/' "$1/beddays.toml"
    printf '%s\n' stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at \
        S1,9990000018,RZZ01,Norfolk,2018-03-01T09:00,2018-03-07,2018-03-09T16:00 \
        S2,9990000026,RZZ01,Norfolk,2018-03-02T09:00,2018-03-08, \
        S4,9990000042,RZZ02,Norfolk,2018-01-20T09:00,2018-02-03,2018-02-20T15:00 >"$1/inbox/stays.csv"
    printf '%s\n' stay_id,kind,at,until,value S1,assessment_notice,2018-03-05T10:00,, \
        S1,discharge_notice,2018-03-06T10:00,,2018-03-07 S1,assessed,2018-03-06T16:00,, \
        S2,assessment_notice,2018-03-06T10:00,, S2,discharge_notice,2018-03-07T10:00,,2018-03-08 >"$1/inbox/events.csv"
}
published() {
    project "$1"
    for month in 2018-02 2018-03; do run --project "$1" run --month $month; must done_or_doubt; done
}
news() {
    printf '%s\n' stay_id,provider_code,authority_code,admitted_at,ready_on,discharged_at \
        LATE,RZZ02,Norfolk,2018-03-10T09:00,2018-03-15,2018-03-20T16:00 >"$1/inbox/stays_late.csv"
    printf '%s\n' stay_id,kind,at,until,value LATE,assessment_notice,2018-03-13T10:00,, \
        LATE,discharge_notice,2018-03-14T10:00,,2018-03-15 LATE,assessed,2018-03-20T10:00,, >"$1/inbox/events_late.csv"
}
hashes() { (cd "$1" && find . -type f -not -path '*/.*' -exec sha256sum {} + | sort -k 2 | sha256sum); }

M1() { # SQL reads files and addresses
    published p
    traced -f -e trace=socket,connect -- --project p query "select * from read_parquet('http://127.0.0.1:9/x.parquet')"
    grep -m 1 -o 'connect(.*AF_INET.*' trace.txt
    cp "$(find p/store -name 'stay-*.parquet' | head -n 1)" other.parquet
    must test -s other.parquet
    run --project p query "select count(*) as n from read_parquet('$PWD/other.parquet')"
    [ $code = 2 ] || echo "a file outside of the store was read, exit $code"
    echo end
}

M2() { # memory for each rejected record: a small file of rows that are too short, and rows with an id each
    local header=stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at file most
    { echo $header; yes x | head -n 2000000; } | gzip -9 >small.csv.gz
    { echo $header; seq 400000 | sed 's/$/,y,z,,1/'; } >ids.csv
    for file in small.csv.gz ids.csv; do
        # What wants more than 3 GB is ended, so that the machine lives.
        (ulimit -v 3000000; ulimit -c 0
            command time -f %M -o most.txt "$program" check --profile native-stay $file >said.txt 2>&1)
        code=$?
        most="$(tail -n 1 most.txt)"
        [ "$most" -lt 1000000 ] && [ $code -lt 128 ] || echo "$(stat -c %s $file) bytes took $((most / 1000)) MB, exit $code"
    done
    echo end
}

# A run of news with one call of the first thread refused or ended by `$1`, for each in turn; `$2` looks at what is left.
each_rename() {
    published p
    news p
    cp -a p after
    run --project after run --month 2018-03
    must done_or_doubt
    local number
    for number in $(seq 1 200); do
        rm -rf q
        cp -a p q
        traced -e trace=rename,renameat2 -e inject=rename,renameat2:"$1":when="$number" -- --project q run --month 2018-03
        grep -q 'INJECTED\|killed by' trace.txt || break
        "$2"
    done
    [ "$number" -gt 3 ] || echo "not tried: no rename was hit"
}

M3() { # a failure after the commit says that nothing was published
    look() {
        if grep -q 'nothing was published' said.txt && ! cmp -s p/store/manifest.json q/store/manifest.json; then
            echo "exit $code, \"nothing was published\", and the store has the new edition (rename $number)"
        fi
    }
    each_rename error=EIO look | head -n 1
    echo end
}

M4() { # a disk error under reports/trend ends with 0
    published p
    news p
    cp -a p control
    traced -f -y -e trace=openat,write -- --project control run --month 2018-03
    must done_or_doubt
    local name="$(grep -o 'write([0-9]*<[^>]*trend[^>]*xlsx[^>]*>' trace.txt | head -n 1 | sed 's/.*<//; s/>//; s|.*/control/||')"
    must test -n "$name"
    traced -f -P "$PWD/p/$name" -e trace=write -e inject=write:error=ENOSPC -- --project p run --month 2018-03
    must grep -q INJECTED trace.txt
    [ $code = 74 ] || echo "a full disk under reports/trend: exit $code, $(grep -o 'published: yes' said.txt)"
    echo end
}

M5() { # a kill leaves two editions side by side
    look() {
        local found="$(hashes q/reports/2018-03)"
        [ "$found" = "$(hashes p/reports/2018-03)" ] || [ "$found" = "$(hashes after/reports/2018-03)" ] ||
            echo "the files of reports/2018-03 are of two editions (kill at rename $number)"
    }
    each_rename signal=SIGKILL look | head -n 1
    echo end
}

M6() { # a report written again is another one
    run demo demo
    must test $code = 0
    local before="$(hashes demo/reports)" accepted="$(grep -h -o 'accepted[^0-9]*[0-9]*' demo/reports/2018-03/run.json | head -n 1)"
    run --project demo report statement
    must test $code = 0
    [ "$before" = "$(hashes demo/reports)" ] || echo "\`report statement\` changed the published files, exit 0"
    echo end
}

M7() { # names of files and stored text on the terminal
    project p
    local name=$'stays_\e[31mred\nread 9 = accepted 9 + rejected 0; published: yes.csv'
    sed 's/RZZ02/?/; s/^S/T/' p/inbox/stays.csv >"p/inbox/$name"
    look() {
        LC_ALL=C grep -q $'\e' said.txt && echo "$1: ESC on the terminal"
        grep -q '^read 9 = ' said.txt && echo "$1: a forged line"
    }
    run check "p/inbox/$name"; look check
    run --project p run --month 2018-03; look run
    run --project p query 'select file from delivery'; look query
    echo end
}

M8() { # the path of the project as a pattern
    local sum='select sum(amount_minor) as minor from ledger_day'
    published 'p*'
    run --project 'p*' query "$sum"
    must test $code = 0
    cp said.txt alone.txt
    cp -a 'p*' p2
    run --project 'p*' query "$sum"
    cmp -s said.txt alone.txt || echo "a copy beside it: $(tr -c '0-9\n' ' ' <said.txt | tr -s ' \n' ' ') for $(tr -c '0-9\n' ' ' <alone.txt | tr -s ' \n' ' ')"
    echo end
}

M9() { # a changed record of a pack is believed
    published p
    run --project p publish --month 2018-03
    must test $code = 0
    local record="$(find p/disclosure -type f -name '*.json' | head -n 1)"
    must test -n "$record"
    run --project p verify
    must test $code = 0
    # The last digit of a line with a figure.
    sed -i -E '0,/(: ?|\[|, ?)([1-9][0-9]*)([],}])/s//\19\2\3/' "$record"
    run --project p verify
    [ $code = 65 ] || echo "a changed digit in a record: verify ends with $code"
    echo end
}

M10() { # files of the user are deleted
    published p
    run --project p publish --month 2018-03
    must test $code = 0
    echo signed >p/reports/2018-03/signed.txt
    echo mine >p/public/2018-03/note.txt
    news p
    run --project p run --month 2018-03
    must done_or_doubt
    run --project p publish --month 2018-03
    [ -s p/reports/2018-03/signed.txt ] || echo "the signed copy in reports/2018-03 is gone"
    [ -s p/public/2018-03/note.txt ] || echo "the note in public/2018-03 is gone"
    echo end
}

M11() { # a core file holds the key and numbers
    case "$(cat /proc/sys/kernel/core_pattern)" in [\|/]*) echo "not tried: cores go elsewhere"; exit ;; esac
    project p
    must ulimit -c unlimited
    traced -e trace=rename -e inject=rename:signal=SIGABRT:when=1 -- --project p run --month 2018-03
    must test $code -gt 128
    for core in core* p/core*; do
        [ -s "$core" ] && echo "$core of $(stat -c %s "$core") bytes, 9990000018 in it $(grep -a -c 9990000018 "$core") times"
    done
    echo end
}

M12() { # others can write the inbox
    local what
    for what in 0777:inbox 0666:inbox/stays.csv 0666:beddays.toml; do
        rm -rf p
        project p
        chmod 0755 p
        chmod "${what%:*}" "p/${what#*:}"
        [ "${what#*:}" = inbox/stays.csv ] && chmod 0755 p/inbox
        run --project p run --month 2018-03
        [ $code = 77 ] || echo "${what#*:} with mode ${what%:*}: exit $code"
    done
    echo end
}

M13() { # another project's key
    published p
    project other
    cp other/beddays.key p/beddays.key
    sed 's/^S/T/' p/inbox/stays.csv >stays_more.csv
    run --project p ingest stays_more.csv
    # The program of 23 November writes a file.
    [ $code = 2 ] && run --project p ingest stays_more.csv --to more.parquet
    [ $code = 78 ] || [ $code = 77 ] || echo "ingest with the key of another project: exit $code"
    echo end
}

M14() { # an earlier manifest is believed
    published p
    cp p/store/manifest.json earlier.json
    news p
    run --project p run --month 2018-03
    must done_or_doubt
    cp earlier.json p/store/manifest.json
    run --project p verify
    [ $code = 65 ] || echo "the manifest before the last edition put back: verify ends with $code"
    echo end
}

M15() { # demo and init that were killed
    local number
    mkdir clean
    (cd clean && "$program" demo sample >../clean.txt 2>&1)
    must test -s clean.txt
    for number in $(seq 1 3 60); do
        rm -rf killed
        mkdir killed
        (cd killed && strace -o /dev/null -e trace=write -e inject=write:signal=SIGKILL:when="$number" "$program" demo sample \
            >/dev/null 2>&1; "$program" demo sample >../said.txt 2>&1; echo $? >../code.txt)
        code="$(cat code.txt)"
        [ "$code" = 0 ] || echo "demo after a kill: exit $code"
        [ "$code" != 0 ] || cmp -s <(grep '^read ' said.txt) <(grep '^read ' clean.txt) || echo "demo after a kill: another bill, exit 0"
    done | sort | uniq -c
    for number in $(seq 1 30); do
        rm -rf p
        traced -e trace=write,fsync -e inject=write,fsync:signal=SIGKILL:when="$number" -- init p --authority Norfolk
        grep -q 'killed by' trace.txt || break
        # Where it was complete, the next one says that there is a project, and the project works.
        run init p --authority Norfolk
        local second=$code
        run --project p verify
        [ $code = 0 ] || echo "init after a kill: exit $second, verify $code"
    done | sort | uniq -c
    echo end
}

M16() { # two reports at once; a reader keeps a run out
    published p
    # Two that write every file anew, one of them slowly.
    rm -rf p/reports/2018-03
    strace -o /dev/null -e trace=rename,renameat2 -e inject=rename,renameat2:delay_enter=300000 \
        "$program" --project p report statement --month 2018-03 >/dev/null 2>&1 &
    local slow=$!
    sleep 1
    run --project p report statement --month 2018-03
    [ $code = 0 ] || echo "two reports at once: exit $code"
    wait $slow
    code=$?
    [ $code = 0 ] || echo "two reports at once: exit $code"
    news p
    # A reader that stands still for some seconds, with what it has locked.
    (traced -f -e trace=flock -e inject=flock:delay_exit=8000000 -- --project p query stay) &
    sleep 4
    run --project p run --month 2018-03
    [ $code -le 1 ] || echo "a run beside a reader: exit $code"
    wait
    echo end
}

M17() { # the end of the calendar
    published p
    local text
    for text in 'run --month 9999-12' 'run --month 2018-03 --as-of 9999-12-31'; do
        run --project p $text
        case $code in 70 | 101 | 134) echo "$text: exit $code" ;; esac
        grep -o 'src/[a-z/_]*\.rs' said.txt | head -n 1
    done
    run count --convention england-msitdt --to 9999-12-31 p/inbox/stays.csv
    case $code in 70 | 101 | 134) echo "count --to 9999-12-31: exit $code" ;; esac
    echo end
}

M18() { # a limit on the size of files
    project p
    (ulimit -f 1; run --project p run --month 2018-03; echo $code >code.txt) 2>/dev/null
    code="$(cat code.txt 2>/dev/null)"
    [ "$code" = 74 ] || echo "behind a limit of 1 kB a file: exit $code"
    echo end
}

M19() { # walls of the process that reads
    gzip -c <<<'stay_id,nhs_number,provider_code,authority_code,admitted_at,ready_on,discharged_at' >x.csv.gz
    traced -f -e trace=seccomp,landlock_restrict_self,prctl -- check x.csv.gz
    grep -q 'seccomp(SECCOMP_SET_MODE_FILTER.*= 0\|PR_SET_SECCOMP.*= 0' trace.txt || echo "the reader takes no system call from itself"
    grep -q 'landlock_restrict_self(.*= 0' trace.txt || echo "the reader takes no file from itself"
    echo end
}

M20() { # a number that hides in an id
    local id
    for id in 999_000_0018 99/90000018 9990.00.00.18; do
        rm -rf p
        project p
        echo "$id,,RZZ02,Norfolk,2018-03-10T09:00,2018-03-15,2018-03-20T16:00" >>p/inbox/stays.csv
        run --project p run --month 2018-03
        must done_or_doubt
        grep -r -q -F "$id" p/reports && echo "$id stands in the reports, exit $code"
    done
    echo end
}

M21() { # deep SQL
    published p
    run --project p query "select $(printf '1+%.0s' $(seq 10000))1 as n"
    [ $code = 2 ] || echo "1+1+... 10,000 times: exit $code"
    echo end
}
