#!/bin/sh
# Tests the launcher of the packages with JDKs that are only there by name, in one shell.
# Usage: packaged.sh GENERATOR SHELL [ARGUMENT]
# Prints a line for each case that is not as it should be; exits with 1 if there is one.
set -u

generator=$1
shift
work=$(mktemp -d) || exit 1
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
failed=0
installed="$work/a place"
jvms=$work/jvms
tools=$work/tools
mkdir -p "$installed/bin" "$installed/lib" "$tools" "$jvms/21/bin" "$jvms/25/bin" "$work/bin" "$work/home"

# says NAME EXPECTED ACTUAL
says() {
    if [ "$2" != "$3" ]; then
        printf '%s:\n  expected: %s\n  was:      %s\n' "$1" "$2" "$3"
        failed=1
    fi
}

# Says which one it is and its arguments. It makes an archive as soon as it may.
cat >"$work/java" <<'JAVA'
#!/bin/sh
for argument; do
    case $argument in
        -XX:AOTCacheOutput=*)
            echo made >>"$MADE"
            [ -z "${GATE:-}" ] || cat "$GATE" >/dev/null
            [ -n "${BROKEN:-}" ] || echo archive >"${argument#*=}"
            exit
            ;;
    esac
done
home=${0%/bin/java}
printf '%s' "${home##*/}"
for argument; do
    case $argument in
        -XX:AOTCache=*) printf ' aot' ;;
        -XX:* | -X* | -D* | -jar) ;;
        *) printf ' [%s]' "${argument##*/}" ;;
    esac
done
echo
JAVA
for version in 21 25; do
    cp "$work/java" "$jvms/$version/bin/java"
    printf 'JAVA_RUNTIME_VERSION="%s.0.1+1"\nJAVA_VERSION="%s.0.1"\n' $version $version >"$jvms/$version/release"
done
cp -R "$jvms/25" "$installed/runtime"
chmod +x "$jvms"/*/bin/java "$installed/runtime/bin/java"
"$generator" key1 >"$installed/bin/outcrop" || exit 1
"$generator" key1 25.0.1 >"$installed/bin/own" || exit 1
chmod +x "$installed"/bin/*
: >"$installed/lib/outcrop-cli.jar"
for tool in readlink find mkdir mv rm env cat sh; do
    where=$(command -v "$tool") && [ -x "$where" ] && ln -s "$where" "$tools/$tool"
done
[ -x /usr/bin/printf ] && ln -s /usr/bin/printf "$tools/printf"
made=$work/made
: >"$made"

run() { env -i PATH="$tools" MADE="$made" OUTCROP_JVMS="$work/nothing" HOME="$work/home" "$@" 2>&1; }

# Waits until what the first run began is over.
await() {
    tries=0
    until [ -e "$1" ]; do
        tries=$((tries + 1))
        [ $tries -lt 1000 ] || break
        "$sleep" 0.01
    done
}
sleep=$(command -v sleep)
shell=$(command -v "$1") || exit 1
shift
outcrop=$installed/bin/outcrop
set -- "$shell" "$@"
archive=$work/home/.cache/outcrop/25.0.1+1-key1.aot

# --- finding what to start ---

says 'JDK 21: no archive' '21 [outcrop-cli.jar] [a b] []' "$(run JAVA_HOME="$jvms/21" "$@" "$outcrop" 'a b' '')"
says 'nothing was made' '' "$(ls -A "$work/home")"
says 'no JDK' 'error: Outcrop needs JDK 21 or newer, and none was found.' "$(run "$@" "$outcrop" | head -n 1)"
ln -s "$outcrop" "$work/bin/link"
ln -s link "$work/bin/again"
says 'through two links' '21 [outcrop-cli.jar]' "$(run JAVA_HOME="$jvms/21" "$@" "$work/bin/again")"
says 'from beside it' '21 [outcrop-cli.jar]' "$(cd "$installed/bin" && run JAVA_HOME="$jvms/21" "$@" outcrop)"

# --- the archive ---

mkfifo "$work/gate"
# Opened in any case, so that a run that does wait ends, too.
{ "$sleep" 20 && : >"$work/gate"; } >/dev/null 2>&1 &
opener=$!
says 'the first run does not wait' '25 [outcrop-cli.jar]' \
    "$(run JAVA_HOME="$jvms/25" GATE="$work/gate" "$@" "$outcrop")"
says 'nor does the second' '25 [outcrop-cli.jar]' "$(run JAVA_HOME="$jvms/25" "$@" "$outcrop")"
: >"$work/gate"
kill $opener
await "$archive"
says 'one archive' made "$(cat "$made")"
says 'with the archive' '25 aot [outcrop-cli.jar]' "$(run JAVA_HOME="$jvms/25" "$@" "$outcrop")"
# shellcheck disable=SC2012
says 'only for its owner' '-rw------- drwx------' \
    "$(ls -l "$archive" | cut -c 1-10) $(ls -ld "${archive%/*}" | cut -c 1-10)"

: >"$archive"
says 'one that could not be made is not tried again' '25 [outcrop-cli.jar]' \
    "$(run JAVA_HOME="$jvms/25" "$@" "$outcrop")"
rm "$archive"
says 'a run that makes none' '25 [outcrop-cli.jar]' "$(run JAVA_HOME="$jvms/25" BROKEN=yes "$@" "$outcrop")"
await "$archive"
says 'is marked' '0' "$(wc -c <"$archive" | tr -d ' ')"
rm "$archive"

# A run that was killed while it made one.
mkdir -p "$archive.new"
: >"$made"
run JAVA_HOME="$jvms/25" "$@" "$outcrop" >/dev/null
says 'another is making it' '' "$(cat "$made")"
touch -t 202001010000 "$archive.new"
run JAVA_HOME="$jvms/25" "$@" "$outcrop" >/dev/null
await "$archive"
says 'one that was left behind is replaced' 'archive' "$(cat "$archive")"

if [ "$(id -u)" = 0 ]; then
    chown 65534 "$archive"
    says 'one of somebody else is not used' '25 [outcrop-cli.jar]' "$(run JAVA_HOME="$jvms/25" "$@" "$outcrop")"
fi

says 'XDG_CACHE_HOME' '25 [outcrop-cli.jar]' \
    "$(run JAVA_HOME="$jvms/25" XDG_CACHE_HOME="$work/other cache" "$@" "$outcrop")"
await "$work/other cache/outcrop/25.0.1+1-key1.aot"
says 'is where it lies then' '25 aot [outcrop-cli.jar]' \
    "$(run JAVA_HOME="$jvms/25" XDG_CACHE_HOME="$work/other cache" "$@" "$outcrop")"

: >"$work/file"
: >"$made"
says 'a cache that cannot be made' '25 [outcrop-cli.jar]' "$(run JAVA_HOME="$jvms/25" HOME="$work/file" "$@" "$outcrop")"
says 'no home' '25 [outcrop-cli.jar]' "$(run JAVA_HOME="$jvms/25" HOME= "$@" "$outcrop")"
says 'a relative cache does not count' '25 [outcrop-cli.jar]' \
    "$(run JAVA_HOME="$jvms/25" HOME= XDG_CACHE_HOME=here "$@" "$outcrop")"
says 'none of them made one' '' "$(cat "$made")"

# --- with a runtime of its own ---

says 'its own runtime, whatever else there is' 'runtime [outcrop-cli.jar] [--version]' \
    "$(run HOME="$work/file" JAVA_HOME="$jvms/21" OUTCROP_JAVA_HOME="$jvms/21" "$@" "$installed/bin/own" --version)"

exit $failed
