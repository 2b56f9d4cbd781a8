//! SQL as users write it: what is answered, what is refused, and what other engines would answer otherwise.

use std::fs;

use beddays::query::departures;

use crate::support::harness::{Folder, said};

#[test]
fn what_engines_answer_otherwise_is_found_however_it_is_written() {
    let cases = [
        ("outer", "select a.x from a left outer join b on a.x = b.x and a.y < b.y"),
        ("outer", "select a.x from a left join b on (a.x < b.x)"),
        ("outer", "select a.x from a LEFT\n/* so */ JOIN b on a.x = b.x and not a.y = b.y"),
        ("outer", "select a.x from a full join b on a.x < b.x"),
        ("outer", "select a.x from a right join b on a.x >= b.x"),
        ("outer", "select a.x from a left anti join b on a.x <> b.x"),
        ("outer", "select * from (select a.x from a left join b on a.x > b.x) s"),
        ("outer", "select * from (a left join b on a.x > b.x)"),
        ("`between` in `on`", "select a.x from a join b on a.x between b.x and b.y"),
        ("`between` in `on`", "select a.x from a join b on (a.z = b.z and (a.x between b.x and b.y))"),
        ("`in (select`", "select x from a where x in(select x from b)"),
        ("`in (select`", "select x from a where x not in (select x from b)"),
        ("`exists`", "select x from a where exists(select 1 from b)"),
        ("place of a value", "select (select max(x) from b) from a"),
        ("place of a value", "select x from a where x = (select max(x) from b)"),
        ("window", "select sum(x) over w from a window w as (order by x, y)"),
        ("window", "select row_number() over w from a window w as (partition by x order by y)"),
        ("window", "select row_number() over w from a window v as (order by y), w as v"),
        ("window", "select row_number() over (w order by y, z) from a window w as (partition by x)"),
        ("window", "select row_number() over (order by x, y rows unbounded preceding) from a"),
        ("window", "select sum(count(*)) over () from a group by x"),
        ("window", "select lag(x)over(order by x, y) from a"),
        ("divide", "select x / y from a"),
        ("divide", "select 1/2"),
        ("divide", "select cast(x as double) / y from a"),
        ("divide", "select x / cast(y as double) from a"),
        ("divide", "select (x)/(y) from a"),
        ("divide", "select sum(days) / count(*) from counted_month"),
        ("`round`", "select ROUND (x) from a"),
        ("`date_trunc`", "select date_trunc('month', day) from ledger_day"),
        ("`date '…'`", "select date '2018-03-01'"),
        ("decimal", "select cast(x as decimal(10, 2)) from a"),
        ("number of days", "select ready_on - expected_admission_on from stay"),
        ("number of days", "select max(day) - min(day) from ledger_day"),
        ("sets of groups", "select x, count(*) from a group by rollup(x)"),
        ("sets of groups", "select x, count(*) from a group by grouping sets ((x), ())"),
        ("lower case", "select * from Stay"),
        ("interval", "select day + interval '1' day from ledger_day"),
        ("recursive", "with recursive r as (select 1 as n) select n from r"),
        ("`qualify`", "select x from a qualify row_number() over (order by x, y) = 1"),
    ];
    for (wanted, sql) in cases {
        let found = departures(sql);
        assert!(found.iter().any(|words| words.contains(wanted)), "{sql}: {found:?}");
    }
}

#[test]
fn what_engines_answer_alike_is_not_spoken_of() {
    let cases = [
        "select a.x from a left join b on a.x = b.x and (a.y = b.y)",
        "select a.x from a join b on a.x >= b.x and a.x < b.y",
        "select a.x, 'left join b on a.x < b.x -- in (select' as words from a -- x / y over (",
        "select x from a /* sum(x) over () */ where x in (1, 2)",
        "select row_number() over (partition by z order by x, y) from a",
        "select row_number() over w from a window w as (order by x, y)",
        "select row_number() over v from a window w as (order by x, y), v as w",
        "select cast(x as double) / cast(y as double) from a",
        "select sum(cast(x as double)) / 2.0 from a",
        "select cast(sum(published.value) as double) / cast(count(*) as double) from published",
        "select x, cast(count(*) as bigint) as n from a group by x having count(*) > 1",
        "select day + interval '1 day' from ledger_day where day between day and day",
        "select days - 1 from counted_month",
        "this is no sql",
    ];
    for sql in cases {
        assert_eq!(departures(sql), Vec::<String>::new(), "{sql}");
    }
}

/// Goal: no aggregate is answered as if there were one row. Method: what the engine would answer wrongly is refused with other words,
/// and those words are answered rightly.
#[test]
fn an_aggregate_without_a_column_and_a_remainder_below_zero_are_refused() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let refused = [
        "select sum(1) as n from stay",
        "select sum(distinct 1) as n from stay",
        "select SUM(130) as n from ledger_day where status = 'chargeable'",
        "select payee_code, sum(2) as n from ledger_day group by payee_code",
        "select sum(case when true then 1 end) as n from stay",
        "select max(1) as n from stay where 1 = 0",
        "select min('a') as n, avg(2.5) as m from stay",
        "select count(null) as n from stay",
        "select count(case when false then 1 end) as n from stay",
        "select n from (select stddev(1 + 1) as n from stay) t",
        "with a as (select 1 + sum(abs(-1)) as n from stay) select n from a",
        "select payee_code from ledger_day group by payee_code having sum(1) > 3",
        "select -7 % 3 as n",
        "select mod(-7, 3) as n",
        "select amount_minor % 7 as n from ledger_day",
        "select 7 % (-3) as n",
    ];
    for question in refused {
        folder.run(&["query", question]).exits(2).says("error[X_SQL]").says("nothing was changed").says("write ");
    }
    let answered = [
        ("select 130 * count(*) as n from stay", "n\n390\n"),
        ("select count(1) as n, count('x') as m from stay", "n,m\n3,3\n"),
        ("select count(1) as n from stay where 1 = 0", "n\n0\n"),
        ("select sum(n) as n from (select 2 as n from stay) t", "n\n6\n"),
        ("select sum(case when stay_id <> '' then 1 else 0 end) as n from stay", "n\n3\n"),
        ("select abs(-7) % 3 as n, mod(7, 3) as m, count(*) % 2 as k from stay", "n,m,k\n1,1,1\n"),
    ];
    for (question, answer) in answered {
        assert_eq!(folder.run(&["query", question, "--format", "csv"]).exits(0).stdout, answer, "{question}");
    }
}

#[test]
fn a_question_reads_the_tables_of_the_store_and_nothing_else() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let file = folder.files("store/tables").into_keys().next().unwrap();
    let file = folder.path(&file.to_string_lossy());
    let file = file.display();
    let questions = [
        format!("select * from read_parquet('{file}')"),
        "select * from read_parquet('http://127.0.0.1:9/x.parquet')".to_owned(),
        format!("select * from READ_CSV('{file}')"),
        format!("with s as (select * from read_ipc ('{file}')) select * from s"),
        format!("select * from stay join read_json('{file}') on true"),
        "select * from unnest([1, 2])".to_owned(),
        "drop table stay".to_owned(),
        "select 1; select 2".to_owned(),
        "create table s as select 1".to_owned(),
        "explain select 1".to_owned(),
        "select from".to_owned(),
    ];
    for question in questions {
        folder.run(&["query", &question]).exits(2).says("error[X_SQL]").says("nothing was changed");
    }
    // A path in quotes is the name of a table, and there is none of that name.
    folder.run(&["query", &format!("select * from \"{file}\"")]).exits(2);
    folder.run(&["query", &format!("select * from '{file}'")]).exits(2);
    folder.run(&["query", "select\n  x frm stay where ("]).exits(2).says("Line: 2");
    folder.run(&["query", "select count(*) as n from stay", "--format", "csv"]).exits(0).says("n\n3");
    folder
        .run(&["query", "with s as (select * from stay) select max(s.stay_id) as x from s, event", "--format", "csv"])
        .exits(0)
        .says("x\nS3");
}

/// A folder whose name is a pattern for its neighbours: the files that were checked are the ones that are read.
#[test]
fn the_name_of_a_folder_is_no_pattern() {
    let folder = Folder::with_stays();
    folder.march().exits(0);
    let (old, beside) = (folder.project(), folder.project().parent().unwrap().to_owned());
    for name in ["p*", "p[2]", "p?", "p{1,2}"] {
        let named = beside.join(name);
        fs::rename(&old, &named).unwrap();
        let copied = std::process::Command::new("cp").arg("-rp").arg(&named).arg(beside.join("p2")).status().unwrap();
        assert!(copied.success());
        let mut command = crate::support::harness::program();
        command.arg("query").arg("--project").arg(&named);
        command.args(["select sum(amount_minor) as pence from ledger_day", "--format", "csv"]);
        assert_eq!(said(&mut command).exits(0).stdout, "pence\n325000\n", "{name}");
        fs::rename(&named, &old).unwrap();
        fs::remove_dir_all(beside.join("p2")).unwrap();
    }
}

/// The program opens no connection: no crate that could speak HTTP or TLS is linked.
#[test]
fn no_crate_of_the_tree_speaks_http_or_tls() {
    let mut cargo = std::process::Command::new(env!("CARGO"));
    cargo.args(["tree", "--locked", "--offline", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"]);
    let tree = said(cargo.current_dir(env!("CARGO_MANIFEST_DIR"))).exits(0).stdout;
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains(&"polars-sql"), "the tree was not read: {tree}");
    let speaks = [
        "reqwest",
        "hyper",
        "h2",
        "h3",
        "rustls",
        "native-tls",
        "openssl",
        "ureq",
        "curl",
        "object_store",
        "quinn",
        "http",
    ];
    let is_one = |name: &&&str| speaks.iter().any(|word| **name == *word || name.starts_with(&format!("{word}-")));
    let found: Vec<_> = names.iter().filter(is_one).collect();
    assert!(found.is_empty(), "{found:?}");
}
