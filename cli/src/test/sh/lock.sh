#!/bin/sh
# Tests that first runs of the launcher at once build one after another and only once, also if runs
# that were killed left their locks behind. Usage: lock.sh LAUNCHER ROUNDS SHELL [ARGUMENT]
# Prints a line for each case that is not as it should be; exits with 1 if there is one.
set -u

launcher=$1 rounds=$2
shift 2
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0
root=$work/checkout
target=$root/cli/target
tools=$work/tools
jvm=$work/jvm
mkdir -p "$tools" "$jvm/bin" "$target"
cp "$launcher" "$root/outcrop"
printf 'JAVA_RUNTIME_VERSION="21.0.4+1"\nJAVA_VERSION="21.0.4"\n' >"$jvm/release"
printf '#!/bin/sh\necho ran\n' >"$jvm/bin/java"

# says NAME EXPECTED ACTUAL
says() {
    if [ "$2" != "$3" ]; then
        printf '%s:\n  expected: %s\n  was:      %s\n' "$1" "$2" "$3"
        failed=1
    fi
}

for tool in readlink find mkdir sed env cat pwd head sh rm "$1"; do
    where=$(command -v "$tool") && [ -x "$where" ] && [ ! -e "$tools/$tool" ] && ln -s "$where" "$tools/$tool"
done
[ -x /usr/bin/printf ] && ln -s /usr/bin/printf "$tools/printf"
# Each does its work a little later than the others, so that a run can change what another has read.
for tool in ln mv cp; do
    printf '#!/bin/sh\n%s 0.0$(($$ %% 7))\nexec %s "$@"\n' \
        "$(command -v sleep)" "$(command -v "$tool")" >"$tools/$tool"
done
printf '#!/bin/sh\nexec %s 0.03\n' "$(command -v sleep)" >"$tools/sleep"
# Maven as far as the launcher knows it. Two at once would spoil each other's files.
cat >"$tools/mvn" <<'MVN'
#!/bin/sh
mkdir "$WORK/building" 2>/dev/null || echo "two builds at once" >>"$WORK/builds"
echo built >>"$WORK/builds"
sleep
mkdir -p "$WORK/checkout/cli/target/lib"
: >"$WORK/checkout/cli/target/lib/some.jar"
: >"$WORK/checkout/cli/target/outcrop-cli-1.jar"
rm -rf "$WORK/building"
MVN
chmod +x "$jvm/bin/java" "$tools"/*

run() {
    env -i PATH="$tools" HOME="$work" WORK="$work" OUTCROP_JAVA_HOME="$jvm" "$@" "$root/outcrop" 2>&1
}

# at_once NAME SHELL ...: three first runs
at_once() {
    name=$1
    shift
    : >"$work/builds"
    run "$@" >"$work/one" &
    run "$@" >"$work/two" &
    run "$@" >"$work/three" &
    wait
    says "$name: the builds" 'built' "$(cat "$work/builds")"
    for which in one two three; do
        says "$name: $which" 'ran' "$(sed -n '$p' "$work/$which")"
    done
    says "$name: no lock is left" '' "$(ls -d "$target"/outcrop.[lb]* 2>/dev/null)"
    rm -rf "$target"
    mkdir "$target"
}

round=0
while [ "$round" -lt "$rounds" ]; do
    round=$((round + 1))
    at_once "no lock" "$@"

    echo 99999999 >"$target/outcrop.building"
    at_once "a lock left behind" "$@"

    # Killed while it took over the lock of another one that was killed.
    echo 99999999 >"$target/outcrop.building"
    echo 99999998 >"$target/outcrop.building.after.99999999"
    echo 99999997 >"$target/outcrop.building.after.99999999.after.99999998"
    at_once "three locks left behind" "$@"

    # Killed before it could write its number, a while ago; or by a system that has crashed.
    : >"$target/outcrop.building"
    touch -t 202001010000 "$target/outcrop.building"
    at_once "an empty lock" "$@"

    # Its number is that of another process by now.
    echo $$ >"$target/outcrop.building"
    touch -t 202001010000 "$target/outcrop.building"
    at_once "an old lock" "$@"
done

# Where there are no hard links.
printf '#!/bin/sh\nexit 1\n' >"$tools/ln"
at_once "no lock, no links" "$@"
echo 99999999 >"$target/outcrop.building"
at_once "a lock left behind, no links" "$@"

exit $failed
