"""The peer: DuckDB's COPY of the same file with declared types to zstd Parquet. `duckdb_copy.py IN.csv OUT.parquet`.

It neither sorts nor validates nor pseudonymises; the NHS number stays in the clear. The file has quoted cells, so the
reader is told so, as it would have to be for any real delivery.
"""

import resource
import sys
import time

import duckdb

COLUMNS = {
    "stay_id": "VARCHAR",
    "nhs_number": "VARCHAR",
    "provider_code": "VARCHAR",
    "site_code": "VARCHAR",
    "authority_code": "VARCHAR",
    "admitted_at": "TIMESTAMP",
    "ready_on": "DATE",
    "discharged_at": "TIMESTAMP",
    "admission_method": "VARCHAR",
    "discharge_method": "VARCHAR",
    "discharge_destination": "VARCHAR",
    "treatment_function_code": "VARCHAR",
}

source, target = sys.argv[1:3]
begun = time.monotonic()
connection = duckdb.connect()
columns = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
connection.execute(
    f"""copy (select * from read_csv('{source}', header = true, auto_detect = false, delim = ',', quote = '"',
        escape = '"', columns = {{{columns}}})) to '{target}' (format parquet, compression zstd)"""
)
connection.close()
wall = time.monotonic() - begun
used = resource.getrusage(resource.RUSAGE_SELF)
print(f"duckdb {duckdb.__version__}: {wall:.2f} s, CPU {used.ru_utime + used.ru_stime:.2f} s, "
      f"peak {used.ru_maxrss / 1024:.0f} MB")
