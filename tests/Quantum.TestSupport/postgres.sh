# Runs one throw-away PostgreSQL server until standard input ends, then stops and deletes it.
#
#   sh postgres.sh DIRECTORY PORT [durable]    DIRECTORY exists and is empty; prints "ready" when the server answers
#
# A durable server commits as a real one does, and counts its statements.
#
# The caller holds the other end of standard input, so the server ends with the caller even when the caller is killed.
# The work runs in the background, away from the caller's process tree: killing that whole tree does not orphan the server.
directory=$1
port=$2
durable=$3
exec 3<&0

find_binaries() {
  for binaries in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) "$(pg_config --bindir 2>/dev/null)"; do
    [ -x "$binaries/initdb" ] && [ -x "$binaries/postgres" ] && return
  done
  echo "No PostgreSQL server binaries: install the package 'postgresql' or name a server in QUANTUM_TEST_POSTGRES." >&2
  return 1
}

# PostgreSQL refuses to run as root.
find_user() {
  unprivileged=
  [ "$(id -u)" = 0 ] || return 0
  for user in postgres nobody; do
    id "$user" >/dev/null 2>&1 && break
  done
  unprivileged="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups"
  chown "$user" "$directory"
}

run() {
  set -e
  find_binaries
  find_user
  cd "$directory"
  $unprivileged "$binaries/initdb" --pgdata=data --username=postgres --auth=trust --no-sync --locale=C --encoding=UTF8 >/dev/null
  cat >>data/postgresql.conf <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$directory'
max_connections = 300
CONF
  if [ "$durable" ]; then
    cat >>data/postgresql.conf <<CONF
shared_buffers = 1GB
max_wal_size = 8GB
shared_preload_libraries = 'pg_stat_statements'
pg_stat_statements.track_planning = on
CONF
  else
    cat >>data/postgresql.conf <<CONF
fsync = off
full_page_writes = off
CONF
  fi
  $unprivileged "$binaries/pg_ctl" start --silent --wait --pgdata=data --log=log || { cat log >&2; return 1; }
  echo ready
  read -r _ <&3
}

end() {
  [ ! -f data/postmaster.pid ] || $unprivileged "$binaries/pg_ctl" stop --silent --wait --mode=immediate --pgdata=data
  cd /
  rm -rf "$directory"
}

# No signal but the end of standard input ends the work: not one to the whole process group, not a caller who stopped listening.
{
  trap '' HUP INT QUIT TERM PIPE
  trap end EXIT
  run
} &
