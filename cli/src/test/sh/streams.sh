#!/bin/sh
# Tests what the launcher does with closed streams, full disks and locales, in one shell.
# Usage: streams.sh LAUNCHER SHELL [ARGUMENT]
# Prints a line for each case that is not as it should be; exits with 1 if there is one.
set -u

launcher=$1
shift
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
tools=$work/tools
root=$work/checkout
jvm=$work/jvm
mkdir -p "$tools" "$jvm/bin" "$root/cli/target/outcrop/lib"

# says NAME EXPECTED ACTUAL
says() {
    if [ "$2" != "$3" ]; then
        printf '%s:\n  expected: %s\n  was:      %s\n' "$1" "$2" "$3"
        failed=1
    fi
}

printf 'JAVA_RUNTIME_VERSION="21.0.4+1"\nJAVA_VERSION="21.0.4"\n' >"$jvm/release"
# Prints its locale and its stdin, and leaves a trace of having run.
cat >"$jvm/bin/java" <<'JAVA'
#!/bin/sh
: >"$RAN"
echo "java [${LC_ALL:-}] [$(cat)]"
JAVA
# As the C library has it: C.UTF-8, ja_JP.eucJP and nothing else are installed.
cat >"$tools/locale" <<'LOCALE'
#!/bin/sh
whole=yes
for name in "${LC_ALL:-${LC_TIME:-${LANG:-C}}}" "${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}"; do
    case $name in
        C | POSIX) map=ANSI_X3.4-1968 ;;
        C.UTF-8) map=UTF-8 ;;
        ja_JP.eucJP) map=EUC-JP ;;
        *) map=ANSI_X3.4-1968 whole=no ;;
    esac
done
[ $whole = yes ] || echo 'locale: Cannot set LC_ALL to default locale: No such file or directory' >&2
echo "$map"
LOCALE
cp "$launcher" "$root/outcrop"
: >"$root/cli/target/outcrop/lib/outcrop-cli.jar"
: >"$root/cli/target/outcrop/built"
for tool in readlink find ln mkdir mv rm sleep sed cp env cat pwd head sh; do
    where=$(command -v "$tool") && [ -x "$where" ] && ln -s "$where" "$tools/$tool"
done
# Not every shell has a printf of its own.
[ -x /usr/bin/printf ] && ln -s /usr/bin/printf "$tools/printf"
chmod +x "$tools/locale" "$jvm/bin/java"

# run [NAME=VALUE ...] SHELL ...: with the launcher's own streams, and nothing else from outside.
run() {
    rm -f "$work/ran"
    env -i PATH="$tools" HOME="$work" RAN="$work/ran" OUTCROP_JAVA_HOME="$jvm" "$@"
}

outcrop=$root/outcrop
shell=$(command -v "$1") || exit 1
shift
set -- "$shell" "$@" "$outcrop"

# --- streams ---

says 'stdin is passed on' 'java [C.UTF-8] [hi]' "$(echo hi | run "$@" 2>&1)"
says 'a closed stdin is empty' 'java [C.UTF-8] []' "$(run "$@" <&- 2>&1)"
says 'a closed stderr leaves stdin and stdout alone' 'java [C.UTF-8] [hi]' "$(echo hi | run "$@" 2>&-)"
says 'only stdout is open' 'java [C.UTF-8] []' "$(run "$@" <&- 2>&-)"

run "$@" >&- 2>"$work/err" </dev/null
says 'a closed stdout has its own exit code' 74 $?
says 'a closed stdout is said' 'error: stdout is closed. Nothing was sent.' "$(head -n 1 "$work/err")"
says 'nothing runs without a stdout' '' "$(ls "$work/ran" 2>/dev/null)"
run "$@" >&- 2>&- <&-
says 'all streams closed' 74 $?

# --- locales: the expected LC_ALL, then the environment ---

in_locale() {
    wanted=$1 name=$2
    shift 2
    says "locale $name" "java [$wanted] []" "$(run "$@" </dev/null 2>"$work/err")"
}

in_locale C.UTF-8 'none' "$@"
in_locale C.UTF-8 'C' LANG=C "$@"
in_locale C.UTF-8 'POSIX' LC_ALL=POSIX "$@"
in_locale '' 'C.UTF-8' LANG=C.UTF-8 "$@"
in_locale C.UTF-8 'that is not installed' LANG=en_US.UTF-8 "$@"
in_locale C.UTF-8 'of another encoding that is not installed' LANG=ja_JP.SJIS "$@"
in_locale '' 'of another encoding that is installed' LANG=ja_JP.eucJP "$@"
in_locale C.UTF-8 'LC_ALL wins' LC_ALL=en_US.UTF-8 LANG=C.UTF-8 "$@"
in_locale C.UTF-8 'LC_CTYPE wins over LANG' LC_CTYPE=en_US.UTF-8 LANG=C.UTF-8 "$@"
in_locale C.UTF-8 'an empty LC_ALL is none' LC_ALL= LC_CTYPE=C LANG=C.UTF-8 "$@"
in_locale C.UTF-8 'another category is not installed' LC_TIME=en_DK.UTF-8 LANG=C.UTF-8 "$@"
in_locale ja_JP.eucJP 'another category, and another encoding' LC_TIME=en_DK.UTF-8 LANG=ja_JP.eucJP "$@"
in_locale C.UTF-8 'another category, and LC_CTYPE' LC_TIME=en_DK.UTF-8 LC_CTYPE=C.UTF-8 LANG=C "$@"

mv "$tools/locale" "$tools/no-locale"
in_locale C.UTF-8 'C, without the tool locale' LANG=C "$@"
in_locale '' 'another one, without the tool locale' LANG=en_US.UTF-8 "$@"
mv "$tools/no-locale" "$tools/locale"

# --- a full disk, and a first run ---

if [ -c /dev/full ]; then
    says 'an error that cannot be said keeps its code' 1 \
        "$(run OUTCROP_JAVA_HOME="$work" "$@" 2>/dev/full; echo $?)"

    rm "$root/cli/target/outcrop/built"
    # Not a link to /dev/full in place of the log: a read of that has no end.
    printf '#!/bin/sh\nexit 1\n' >"$tools/mvn"
    chmod +x "$tools/mvn"
    run "$@" </dev/null >"$work/out" 2>"$work/err"
    says 'a build on a full disk has its own exit code' 74 $?
    says 'a build on a full disk is said' \
        "error: Cannot write $root/cli/target/outcrop-build.log; the disk may be full." \
        "$(sed -n 2p "$work/err")"

    printf '#!/bin/sh\necho "[ERROR] Cannot write: No space left on device"\nexit 1\n' >"$tools/mvn"
    run "$@" </dev/null >"$work/out" 2>"$work/err"
    says 'a disk that fills up in the build' 74 $?
    says 'no lock is left' '' "$(ls -d "$root"/cli/target/outcrop.lock* 2>/dev/null)"
fi

exit $failed
