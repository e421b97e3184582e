# Runs one throw-away Keystone until standard input ends, then stops and deletes it.
#
#   sh keystone.sh DIRECTORY PORT BRIEF_PORT    DIRECTORY exists and is empty; prints "ready" when Keystone answers
#
# Debian's keystone on SQLite with fernet tokens, on 127.0.0.1. It has two doors to the same users: tokens from PORT live an hour,
# those from BRIEF_PORT fifteen seconds. User "admin" has password "secret". The caller holds the other end of standard input, so
# Keystone ends with the caller even when the caller is killed.
directory=$1
port=$2
brief_port=$3
exec 3<&0

# Debian's own Python: another one that stands first in the path lacks the packaged modules.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
unset PYTHONPATH PYTHONHOME

configure() {
  mkdir -p "$directory/$1"
  cat >"$directory/$1/keystone.conf" <<CONF
[DEFAULT]
log_file = $directory/$1.log
[database]
connection = sqlite:///$directory/keystone.db
[token]
expiration = $2
[fernet_tokens]
key_repository = $directory/fernet
[fernet_receipts]
key_repository = $directory/fernet
[credential]
key_repository = $directory/credential
[identity]
password_hash_rounds = 4
[cache]
enabled = false
CONF
}

manage() {
  keystone-manage --config-file "$directory/long/keystone.conf" "$@" >>"$directory/manage.log" 2>&1 || { tail "$directory/manage.log" >&2; return 1; }
}

serve() {
  OS_KEYSTONE_CONFIG_DIR="$directory/$1" OS_KEYSTONE_CONFIG_FILES="$directory/$1/keystone.conf" \
    /usr/bin/python3 "$directory/serve.py" "$2" >"$directory/$1.out" 2>&1 3<&- &
}

wait_for() {
  for _ in $(seq 240); do
    curl -s -o "$directory/probe" -m 5 "http://127.0.0.1:$1/v3" && return
    kill -0 "$2" 2>/dev/null || break
    sleep 0.25
  done
  tail "$directory"/*.out >&2
  return 1
}

run() {
  set -e
  command -v keystone-manage >/dev/null || { echo "No Keystone: install the package 'keystone'." >&2; return 1; }
  cat >"$directory/serve.py" <<'PYTHON'
import socketserver, sys
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from keystone.server.wsgi import initialize_public_application

class Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128

class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass

port = int(sys.argv.pop())
make_server('127.0.0.1', port, initialize_public_application(), Server, Quiet).serve_forever()
PYTHON
  configure long 3600
  configure brief 15
  mkdir -m 700 "$directory/fernet" "$directory/credential"
  owner="--keystone-user $(id -un) --keystone-group $(id -gn)"
  address=http://127.0.0.1:$port/v3
  manage db_sync
  manage fernet_setup $owner
  manage credential_setup $owner
  manage bootstrap --bootstrap-password secret --bootstrap-region-id RegionOne \
    --bootstrap-admin-url "$address" --bootstrap-internal-url "$address" --bootstrap-public-url "$address"
  # Readers must not keep writers waiting: the server has many threads.
  /usr/bin/python3 -c "import sqlite3; sqlite3.connect('$directory/keystone.db').execute('PRAGMA journal_mode=WAL')"
  serve long "$port"
  long=$!
  serve brief "$brief_port"
  brief=$!
  wait_for "$port" "$long"
  wait_for "$brief_port" "$brief"
  echo ready
  read -r _ <&3
}

end() {
  # What is ignored here is ignored there too, but for this signal.
  [ -z "$long" ] || kill -KILL "$long"
  [ -z "$brief" ] || kill -KILL "$brief"
  wait
  rm -rf "$directory"
}

# No signal but the end of standard input ends the work: not one to the whole process group, not a caller who stopped listening.
{
  trap '' HUP INT QUIT TERM PIPE
  trap end EXIT
  run
} &
