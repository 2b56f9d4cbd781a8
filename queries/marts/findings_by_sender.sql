-- grain: one sender, severity and code of what was found; key: sender, severity, code
-- shown: statement, trend, statistics: table findings
-- The example is the first of them by file and record, and then by place and words. The share is of all records that the sender sent; a finding about a whole file counts no record.
with of_file as (
    select
        sender,
        severity,
        code,
        file,
        sum(findings) as findings,
        sum(records) as records
    from finding_count
    group by sender, severity, code, file
),

codes as (
    select
        sender,
        severity,
        code,
        cast(count(*) as bigint) as files,
        cast(sum(findings) as bigint) as findings,
        cast(sum(records) as bigint) as records
    from of_file
    group by sender, severity, code
),

numbered as (
    select
        sender,
        severity,
        code,
        file,
        example_line,
        example_column,
        example_message,
        example_value,
        example_hint,
        row_number() over (
            partition by sender, severity, code
            order by file, example_record, example_line, example_column, example_value, example_message, source_id
        ) as place
    from finding_count
)

select
    codes.sender,
    codes.severity,
    codes.code,
    codes.files,
    codes.findings,
    codes.records,
    case
        when records_by_sender.records > 0
            then cast(codes.records as double) / cast(records_by_sender.records as double)
    end as share_of_records,
    example.file as example_file,
    example.example_line,
    example.example_column,
    example.example_message,
    example.example_value,
    example.example_hint
from codes
inner join numbered as example
    on codes.sender = example.sender
    and codes.severity = example.severity
    and codes.code = example.code
left join records_by_sender on codes.sender = records_by_sender.sender
where example.place = 1
order by codes.sender, codes.severity, codes.code
