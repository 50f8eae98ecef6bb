# Runs a command in a container of its own, on a leash.
# usage: sh -c container.sh container ENGINE FOLDER PULL IMAGE RUN-ARGUMENT..., where the last
# arguments are what the engine's run is given. FOLDER is private and gone afterwards.
engine=$1 folder=$2 pull=$3 image=$4
shift 4

refuse() {
  printf '%s\n' "$1" >"$folder/refused"
  exit 1
}

command -v "$engine" >/dev/null || refuse "there is no $engine on this machine"
present() {
  "$engine" image inspect "$image" >/dev/null 2>&1
}
if [ "$pull" = always ] || ! present; then
  error=$("$engine" version 2>&1 >/dev/null) || refuse "no container engine answers: $error"
  [ "$pull" != never ] ||
    refuse "the image $image is not on this machine, and images are not pulled here (signalbox.worker.container.pull); fetch it with: $engine pull $image"
  echo "[signalbox: pull $image]"
  "$engine" pull "$image" || refuse "the image $image cannot be pulled"
fi
exec "$engine" run --pull=never "$@"
