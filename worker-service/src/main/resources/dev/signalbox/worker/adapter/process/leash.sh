# Runs a command in a process group of its own, and ends the group when the worker goes away.
# usage: sh leash.sh MARKER COMMAND, with standard input a pipe that only the worker holds:
# each line on it asks the group to end, its end kills the group.
marker=$1
exec 3<&0 </dev/null 2>&1

if command -v setsid >/dev/null; then
  SIGNALBOX_LEASH=$marker setsid sh -c "$2" 3<&- &
  child=$!
else
  set -m
  SIGNALBOX_LEASH=$marker sh -c "$2" 3<&- &
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
  trap '' TERM
  kill_all
  hunt
) &
watcher=$!
exec 3<&-

wait "$child"
status=$?
kill -s KILL -- "-$child"
kill -s TERM -- "$watcher"
wait "$watcher"
exit "$status"
