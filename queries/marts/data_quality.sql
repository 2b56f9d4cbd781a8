-- grain: one sender and code of what was found in its records; key: sender, code
-- A sender of whom nothing was found has one row without a code. The share is of all records that the sender sent.
with senders as (
    select
        sender,
        cast(count(*) as bigint) as deliveries,
        cast(sum(records) as bigint) as records_sent,
        cast(sum(accepted) as bigint) as accepted,
        cast(sum(passed_over) as bigint) as passed_over,
        cast(sum(rejected) as bigint) as rejected,
        cast(sum(duplicates) as bigint) as duplicates
    from delivery
    group by sender
),

of_file as (
    select
        sender,
        code,
        severity,
        file,
        cast(count(*) as bigint) as findings,
        cast(count(distinct case when record > 0 then record end) as bigint) as records
    from finding
    group by sender, code, severity, file
),

codes as (
    select
        sender,
        code,
        severity,
        cast(count(distinct file) as bigint) as files,
        cast(sum(findings) as bigint) as findings,
        cast(sum(records) as bigint) as records
    from of_file
    group by sender, code, severity
)

select
    senders.sender,
    senders.deliveries,
    senders.records_sent,
    senders.accepted,
    senders.passed_over,
    senders.rejected,
    senders.duplicates,
    codes.code,
    codes.severity,
    codes.files,
    codes.findings,
    codes.records,
    case
        when senders.records_sent > 0
            then cast(codes.records as double) / cast(senders.records_sent as double)
    end as share_of_records
from senders
left join codes on senders.sender = codes.sender
order by senders.sender, codes.code
