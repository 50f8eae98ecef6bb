# Runs a command in the terminal of a tmux server of its own, on a leash, and copies what the
# terminal is given to standard output.
# usage: sh -c tmux.sh tmux FOLDER SESSION END COMMAND
# FOLDER is empty, private and gone afterwards. END is a line that no command writes by chance.
folder=$1 session=$2 end=$3

refuse() {
  printf '%s\n' "$1" >"$folder/refused"
  exit 1
}

# The server lives outside the leash and serves one session; what it inherits is no secret.
server() {
  env -i PATH="$PATH" HOME="$folder" LC_ALL=C.UTF-8 TERM=xterm-256color \
    tmux -f /dev/null -S "$folder/tmux" "$@"
}

# The environment and the command go by files: nothing of them is in a list of processes.
export -p >"$folder/environment"
printf '%s' "$4" >"$folder/command"
cat >"$folder/pane" <<'PANE'
folder=$1 end=$2 term=$TERM tmux=$TMUX pane=$TMUX_PANE
echo $$ >"$folder/pid"
unset HOME LC_ALL
. "$folder/environment"
TERM=$term TMUX=$tmux TMUX_PANE=$pane
export TERM TMUX TMUX_PANE
trap : INT QUIT TERM
sh -c "$(cat "$folder/command")"
status=$?
echo "$status" >"$folder/status"
printf '\n%s, with status %s]\n' "$end" "$status"
# Whatever is still on its way to the terminal has time: the server is ended when END came through.
while :; do sleep 1; done
PANE
mkfifo "$folder/out" || refuse "cannot make a pipe in $folder"

# Reading goes on until the server closes the pipe, whoever asks the group to end meanwhile.
(
  trap '' TERM INT
  exec 3>&1
  tee /dev/fd/3 <"$folder/out" | {
    grep -qaF -- "$end" && server kill-session 2>/dev/null
  }
) &
reading=$!

ask_the_terminal() {
  [ -s "$folder/pid" ] && kill -s TERM -- "-$(cat "$folder/pid")"
}
trap ask_the_terminal TERM

# One command line: nothing runs in the terminal before its output is copied.
error=$(server start-server \; set-option -g history-limit 20000 \; \
  set-option -g status-left-length 80 \; \
  new-session -d -s "$session" -x 200 -y 50 -c "$PWD" \
  env "SIGNALBOX_LEASH=$SIGNALBOX_LEASH" sh "$folder/pane" "$folder" "$end" \; \
  pipe-pane -t "$session" "exec cat >$folder/out" 2>&1) || {
  : >"$folder/out" # nobody else will open it
  refuse "tmux: ${error:-did not start}"
}

while kill -0 "$reading" 2>/dev/null; do
  wait "$reading"
done
status=$(cat "$folder/status" 2>/dev/null)
[ -n "$status" ] || echo "[signalbox: the terminal was closed before the command ended]"
exit "${status:-1}"
