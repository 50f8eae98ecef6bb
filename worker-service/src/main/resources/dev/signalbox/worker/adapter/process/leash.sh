# Runs words in a process group of their own, and ends the group when the worker goes away.
# usage: sh leash.sh MARKER FINISH WORD..., with standard input a pipe that only the worker holds:
# each line on it asks the group to end, its end kills the group. FINISH is shell text that is run
# when the group is gone, for what runs elsewhere; it may be empty.
marker=$1 finish=$2
shift 2
exec 3<&0 </dev/null 2>&1

# A Ctrl-C or a stop that is meant for the worker reaches this too; the worker decides.
trap '' INT HUP TERM

run() {
  trap - INT HUP TERM
  SIGNALBOX_LEASH=$marker
  export SIGNALBOX_LEASH
  exec 3<&-
  exec "$@"
}

if command -v setsid >/dev/null; then
  run setsid "$@" &
  child=$!
else
  set -m
  run "$@" &
  child=$!
  set +m
fi
exec 2>/dev/null

# The command may be killed before it has its own group, so it is named as well.
kill_all() {
  kill -s KILL -- "-$child" "$child"
}

# What left the group (setsid) still carries the marker in its environment.
hunt() {
  [ -d /proc/self ] || return 0
  while # grep's status is an error as soon as one process has ended meanwhile
    escaped=$(grep -lsaF "SIGNALBOX_LEASH=$marker" /proc/[0-9]*/environ)
    [ -n "$escaped" ]
  do
    for file in $escaped; do
      pid=${file#/proc/}
      kill -s KILL -- "${pid%/environ}"
    done
  done
}

(
  exec >/dev/null
  while read -r _ <&3; do
    kill -s TERM -- "-$child"
  done
  trap '' USR1
  kill_all
  hunt
) &
watcher=$!
exec 3<&-

wait "$child"
status=$?
kill -s KILL -- "-$child"
[ -z "$finish" ] || sh -c "$finish" >/dev/null
kill -s USR1 -- "$watcher"
wait "$watcher"
exit "$status"
