#!/usr/bin/env bash
# Both commands of the README in a Debian made from nothing: git, a linker, Rust and Node are there, and nothing else.
#
#   sudo tests/fresh-root.sh [--keep] [--page docs/proof/fresh.md]
#
# The root is made by debootstrap; Rust and Node are copied from this machine, the project is cloned as it is committed.
set -euo pipefail

release=bookworm
page=
keep=no
while (($#)); do
  case $1 in
    --page) page=$(realpath -m "${2:?}") && shift 2 ;;
    --keep) keep=yes && shift ;;
    *) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2 && exit 64 ;;
  esac
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
((EUID == 0)) || { echo "fresh-root: a root can only be made by root" >&2; exit 77; }
for tool in debootstrap unshare; do
  command -v $tool >/dev/null || { echo "fresh-root: install $tool first" >&2; exit 77; }
done

root=$(mktemp -d -t fresh.XXXXXX)
trap '[[ $keep == yes ]] || rm -rf --one-file-system "$root"' EXIT
commit=$(git rev-parse --short=12 HEAD)

make_root() {
  debootstrap --variant=minbase --include=git,ca-certificates,gcc,libc6-dev "$release" "$root" >"$root.log" 2>&1 ||
    { tail -n 5 "$root.log" >&2 && return 1; }
  rm -f "$root.log"
  # What this machine trusts and how it reaches its registries holds in the root too.
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
  cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
  local settings
  for settings in .npmrc .cargo/config.toml; do
    [[ ! -f $HOME/$settings ]] || install -D "$HOME/$settings" "$root/root/$settings"
  done
}

copy_tools() {
  local rust node
  rust=$(rustc --print sysroot)
  mkdir -p "$root/opt/rust"
  tar -C "$rust" --exclude=share/doc -c . | tar -C "$root/opt/rust" -x
  node=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
  install -D "$node/bin/node" "$root/usr/local/bin/node"
  mkdir -p "$root/usr/local/lib/node_modules"
  cp -a "$node/lib/node_modules/npm" "$root/usr/local/lib/node_modules/"
  ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
  ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"
}

# Runs inside the root, with processes and mounts that end with it. Only variables that name certificates go along.
within() {
  local trust=() name
  for name in SSL_CERT_FILE NODE_EXTRA_CA_CERTS CARGO_HTTP_CAINFO; do
    [[ -z ${!name:-} ]] || trust+=("$name=/etc/ssl/certs/ca-certificates.crt")
  done
  # shellcheck disable=SC2016
  unshare --mount --pid --fork --kill-child bash -c '
    root=$1 && shift
    mount --make-rprivate / && mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" && exec chroot "$root" "$@"
  ' within "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8 "${trust[@]}" \
    PATH=/opt/rust/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin bash -c "cd /root/switchboard && $1" </dev/null
}

echo "== a root from nothing"
make_root
copy_tools
git clone --quiet --no-hardlinks . "$root/root/switchboard"

echo "== cargo xtask run"
begun=$SECONDS
# The console stays open as long as nobody closes it: it is ended once its window is there.
within 'cargo xtask run > /root/run.log 2>&1 & running=$!
  until grep -q "The window is ready" /root/run.log; do
    kill -0 $running 2>/dev/null || { cat /root/run.log; exit 1; }
    sleep 1
  done
  cat /root/run.log; test -s target/screenshots/run.png; kill $running'
ran=$((SECONDS - begun))

echo "== cargo xtask test"
begun=$SECONDS
within 'cargo xtask test' | tee "$root/root/test.log"
tested=$((SECONDS - begun))
verdict=$(tail -n 1 "$root/root/test.log")
[[ $verdict == *" passed, 0 failed" ]]

if [[ -n $page ]]; then
  mkdir -p "$(dirname "$page")"
  cat >"$page" <<MD
# fresh

Both commands of the README, as written and in this order, in a Debian $release made by debootstrap with git, ca-certificates, gcc and libc6-dev,
Rust and Node copied in, and a clone of the project. Nothing was typed in between.

- command: \`cargo xtask prove fresh\`
- commit: $commit
- machine: $(nproc) cores

| figure | value |
| --- | --- |
| \`cargo xtask run\`, until its window was ready and its picture taken | $ran s |
| \`cargo xtask test\` after it | $tested s |
| last line of \`cargo xtask test\` | $verdict |
MD
  echo "written: $page"
fi
