# Makes one commit of a history again, on whatever is checked out: $1 is its key.
set -eu
commit=$HISTORY_FOLDER/$1
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1

sleep "${HISTORY_PAUSE:-0}"
git unpack-objects -q < "$commit/blobs.pack"

# the tree with the commit's files in it, made in an index beside the worktree's own
index=$(mktemp)
GIT_INDEX_FILE=$index.tree git read-tree HEAD
GIT_INDEX_FILE=$index.tree git update-index -z --index-info < "$commit/changes"
tree=$(GIT_INDEX_FILE=$index.tree git write-tree)
rm -f "$index" "$index.tree"

git diff-tree -r -z --no-renames HEAD "$tree" | cmp - "$commit/diff" || {
  echo "the files are not those that the commit was made on" >&2
  exit 1
}
git read-tree --reset -u "$tree" # over files that only seem changed, for want of other line ends
made=$(
  {
    printf 'tree %s\nparent %s\n' "$tree" "$(git rev-parse HEAD)"
    cat "$commit/author"
    printf 'committer Replay <replay@signalbox.invalid> %s +0000\n' "$(date +%s)"
    cat "$commit/message"
  } | git hash-object -t commit -w --stdin
)
git update-ref --no-deref HEAD "$made"
