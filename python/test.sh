#!/bin/sh
# Builds both wheels (module and program), installs them into an environment of their own, and tests them there as people have
# them: frames of polars, pandas, pyarrow and DuckDB against the ledger that the installed program stores.
#
#   python/test.sh [PYTEST ARGUMENT...]
#
# Prints `N passed, N failed` last. The wheels are of the dev profile, so that a build that is there already is used; they stay in
# the cache, beside the environment. Needs Python 3.10 or later with venv, and the registries of Python and Rust the first time.
set -eu
cd "$(dirname "$0")"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/beddays"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$cache/target}"
place="$cache/python"
wheels="$place/wheels"
[ -x "$place/bin/python" ] || python3 -m venv "$place"
"$place/bin/pip" install --quiet --disable-pip-version-check --requirement requirements.txt
PATH="$place/bin:$PATH"
export PATH

rm -rf "$wheels"
maturin build --quiet --locked --profile dev --out "$wheels"
(cd cli && maturin build --quiet --locked --profile dev --out "$wheels")
pip install --quiet --disable-pip-version-check --force-reinstall --no-deps "$wheels"/*.whl

mypy --strict beddays
result="$(mktemp)"
trap 'rm -f "$result"' EXIT
code=0
pytest -q -p no:cacheprovider --junitxml "$result" tests "$@" || code=$?
python - "$result" <<'END'
import sys
import xml.etree.ElementTree

suites = list(xml.etree.ElementTree.parse(sys.argv[1]).iter("testsuite"))
count = lambda name: sum(int(suite.get(name)) for suite in suites)
failed = count("failures") + count("errors")
print(f"{count('tests') - failed - count('skipped')} passed, {failed} failed")
END
exit "$code"
