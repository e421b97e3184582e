#!/usr/bin/env bash
# Builds the solution, runs every test project, and ends with one line: "N passed, N failed, N skipped".
# Succeeds only if tests ran and all of them passed; a skipped test is not a success.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
# Milliseconds a finished test process may take to drop its databases; the runner's own default kills it after 100.
export VSTEST_TESTHOST_SHUTDOWN_TIMEOUT=10000
results=TestResults
passed=0 failed=0 skipped=0

finish() {
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ] && [ "$skipped" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

fail() {
  echo "$*" >&2
  failed=$((failed + 1))
}

has_postgres() {
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || [ -x "$(pg_config --bindir 2>/dev/null)/initdb" ]
}

install_missing() {
  local packages=()
  [ -n "${QUANTUM_TEST_POSTGRES:-}" ] || has_postgres || packages+=(postgresql)
  command -v openstack >/dev/null || packages+=(python3-openstackclient)
  command -v keystone-manage >/dev/null || packages+=(keystone)
  command -v curl >/dev/null || packages+=(curl)
  [ ${#packages[@]} -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "Missing: ${packages[*]} (Debian package names). Install them, or run this as root on Debian." >&2
    return 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q && apt-get install -q -y --no-install-recommends "${packages[@]}"
}

# The sum of one counter over all reports, for example: count passed
count() {
  find "$results" -name '*.trx' -exec grep -ho '<Counters [^>]*' {} + |
    grep -o " $1=\"[0-9]*" |
    awk -F'"' '{ sum += $2 } END { print sum + 0 }'
}

rm -rf "$results"
mkdir "$results"
install_missing || { fail "Installing the packages that the tests need failed."; finish; }
dotnet build Quantum.sln -warnaserror || { fail "The build failed."; finish; }

# One project at a time: the tests of a project already use all processors.
for project in tests/*Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  failed_before=$(($(count executed) - $(count passed)))
  dotnet test "$project" --no-build --results-directory "$results" --logger "trx;LogFileName=$name.trx" && continue
  # A run that ends badly without a failed test, such as a crash, counts as one failure.
  [ $(($(count executed) - $(count passed))) -gt "$failed_before" ] || fail "$name ended abnormally."
done

passed=$(count passed)
failed=$((failed + $(count executed) - passed))
# Counted from the total, because the report's own counter of skipped tests stays 0.
skipped=$(($(count total) - $(count executed)))
finish
