# Removes a container, however its client ended; $1 ENGINE, $2 NAME, $3 FOLDER of the run.
# An engine that is away for a moment is waited for, ten minutes at most.
[ ! -e "$3/refused" ] && command -v "$1" >/dev/null || exit 0
tries=0
while [ "$tries" -lt 600 ]; do
  said=$("$1" rm --force "$2" 2>&1) && exit 0
  case $said in
  *"o such container"*) exit 0 ;;
  esac
  tries=$((tries + 1))
  sleep 1
done
