#!/bin/sh
# The git of a task's commands. It refuses, in words, what would reach beyond the slot: pushing to the
# repository that results are merged into, changing that repository in place, linked worktrees, gc,
# and configuration of the user or the machine. All else goes to the real git. It keeps tasks from
# accidents; it is no prison, which the fence around the merge does not need.
git='@GIT@'
target=${SIGNALBOX_GUARD_TARGET:-}

refuse() {
  echo "git: refused by Signalbox: $1" >&2
  exit 128
}

# Which word is the command, what follows it, and whether the options before it lead elsewhere.
at=0 command='' first='' skip='' wide='' reads='' elsewhere=${GIT_DIR:+1}
for word in "$@"; do
  if [ -n "$command" ]; then
    case $word in
      --global | --system) wide=1 ;;
      --get* | --list | -l | get | list) reads=1 ;;
    esac
    [ -n "$first" ] || first=$word
    continue
  fi
  at=$((at + 1))
  if [ -n "$skip" ]; then
    skip=''
    continue
  fi
  case $word in
    -C | --git-dir | --work-tree) skip=1 elsewhere=1 ;;
    --git-dir=* | --work-tree=*) elsewhere=1 ;;
    -c | --namespace | --config-env | --attr-source) skip=1 ;;
    -*) ;;
    *) command=$word ;;
  esac
done

# Asks git something about the repository that the command is about: the question's words in one
# text, then all words of the command.
ask() {
  question=$1
  shift
  total=$# i=0
  for word in "$@"; do
    i=$((i + 1))
    [ "$i" -ge "$at" ] || set -- "$@" "$word"
  done
  shift "$total"
  # shellcheck disable=SC2086 # a question has several words
  "$git" "$@" $question 2>/dev/null
}

is_target() {
  [ -n "$target" ] && [ "$1" = "$target" ]
}

is_about_target() {
  is_target "$(ask 'rev-parse --path-format=absolute --git-common-dir' "$@")"
}

# Whether an address is the target: its folder, in any way to write it, or its URL.
leads_to_target() {
  [ -n "$1" ] || return 1
  [ "$1" != "${SIGNALBOX_GUARD_URL:-}" ] || return 0
  folder=${1#file://}
  [ -d "$folder" ] || return 1
  is_target "$("$git" -C "$folder" rev-parse --path-format=absolute --git-common-dir 2>/dev/null)"
}

# The word of a push that says where to.
address_of() {
  skip=''
  shift "$at"
  for word in "$@"; do
    if [ -n "$skip" ]; then
      skip=''
      continue
    fi
    case $word in
      -o | --push-option | --receive-pack | --exec) skip=1 ;;
      --repo=*) echo "${word#--repo=}" && return ;;
      -*) ;;
      *) echo "$word" && return ;;
    esac
  done
  echo origin
}

case $command in
  worktree)
    [ "$first" = list ] || refuse "linked worktrees belong to the owner of the repository; use a clone"
    ;;
  gc | prune | maintenance | repack)
    refuse "$command; the worker cleans up by itself"
    ;;
  config)
    [ -z "$wide" ] || [ -n "$reads" ] ||
      refuse "configuration of the user or the machine; use git config without --global"
    ;;
  push | send-pack)
    address=$(address_of "$@")
    urls=$(ask "remote get-url --push --all $address" "$@")
    while read -r url; do
      ! leads_to_target "$url" ||
        refuse "a push to the repository of the plan; commit, and the worker merges it"
    done <<URLS
${urls:-$address}
URLS
    ;;
esac

case $PWD/ in
  "${SIGNALBOX_WORKTREE:-}"/*) ;;
  *) elsewhere=1 ;;
esac
if [ -n "$elsewhere" ] && [ -n "$target" ]; then
  case $command in
    '' | annotate | archive | blame | cat-file | check-* | clone | describe | diff* | for-each-ref | grep | \
      help | init | log | ls-* | merge-base | name-rev | rev-* | shortlog | show* | status | var | version) ;;
    *)
      if [ "$command" != config ] || [ -z "$reads" ]; then
        ! is_about_target "$@" || refuse "the repository of the plan is changed by merges alone"
      fi
      ;;
  esac
fi
exec "$git" "$@"
