#!/bin/sh
# Installs together-lint as the pre-commit hook of a git repository, without the pre-commit program.
#
#   sh hooks/git/install.sh              this repository
#   sh hooks/git/install.sh PATH         another one
#   sh hooks/git/install.sh -u [PATH]    take it away again
#
# A hook that is already there is left as it is: the script then lies beside it, and one line is shown to add.
set -eu

name=together-lint-pre-commit
source=$(cd "$(dirname "$0")" && pwd)/pre-commit
uninstall=
if test "${1:-}" = -u; then
    uninstall=yes
    shift
fi

cd "${1:-.}"
git rev-parse --git-dir >/dev/null
# Of core.hooksPath too, and in further work trees.
hooks=$(git rev-parse --git-path hooks)
mkdir -p "$hooks"
hook=$hooks/pre-commit

is_ours() {
    test -L "$hook" && test "$(readlink "$hook")" = "$name"
}

if test -n "$uninstall"; then
    if is_ours; then rm "$hook"; fi
    rm -f "$hooks/$name"
    echo "taken away from $hooks"
    exit 0
fi

cp "$source" "$hooks/$name"
chmod +x "$hooks/$name"
if is_ours; then
    echo "up to date: $hook"
elif test -e "$hook" || test -L "$hook"; then
    echo "$hook is there already and stays as it is; add this line to it:" >&2
    echo "    \"\$(git rev-parse --git-path hooks)/$name\" || exit 1" >&2
    exit 1
else
    ln -s "$name" "$hook"
    echo "installed: $hook"
fi
command -v together-lint >/dev/null || echo "together-lint itself is not on the PATH yet" >&2
