#!/bin/sh
# Tests the launcher with JDKs that are only there by name. Usage: launcher.sh LAUNCHER
# Prints a line for each case that is not as it should be; exits with 1 if there is one.
set -u

launcher=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

# A JDK whose java says which one it is, and with what arguments it was started.
jdk() {
    mkdir -p "$1/bin"
    printf 'IMPLEMENTOR="Nobody"\nJAVA_RUNTIME_VERSION="%s+1-LTS"\nJAVA_VERSION="%s"\nMODULES="java.base"\n' "$2" "$2" >"$1/release"
    cat >"$1/bin/java" <<'JAVA'
#!/bin/sh
for argument; do
    case $argument in
        -XX:AOTCacheOutput=*) echo archive >"${argument#*=}" && exit ;;
    esac
done
printf '%s' "${0%/bin/java}"
for argument; do
    case $argument in
        -XX:* | -X* | -D*) ;;
        *) printf ' [%s]' "${argument##*/}" ;;
    esac
done
echo
JAVA
    chmod +x "$1/bin/java"
}

# A checkout that is built already.
checkout() {
    mkdir -p "$1/cli/target/outcrop/lib"
    cp "$launcher" "$1/outcrop"
    : >"$1/cli/target/outcrop/lib/outcrop-cli.jar"
    : >"$1/cli/target/outcrop/built"
}

# says NAME EXPECTED ACTUAL
says() {
    if [ "$2" != "$3" ]; then
        printf '%s:\n  expected: %s\n  was:      %s\n' "$1" "$2" "$3"
        failed=1
    fi
}

root="$work/a place"
checkout "$root"
jvms=$work/jvms
jdk "$jvms/17" 17.0.15
jdk "$jvms/21" 21.0.4
jdk "$jvms/24" 24.0.1
jdk "$jvms/other 21" 21.0.5
mkdir "$work/bin" "$work/nothing"
ln -s "$jvms/17/bin/java" "$work/alternative"
ln -s ../alternative "$work/bin/java"
tools=$work/tools
mkdir "$tools"
for tool in dirname readlink find ln mkdir mv rm sleep sed cp env cat pwd head; do
    where=$(command -v "$tool") && [ -x "$where" ] && ln -s "$where" "$tools/$tool"
done
shell=$(command -v sh)
PATH_17=$work/bin:$tools

run() { env -i PATH="$PATH_17" OUTCROP_JVMS="$work/nothing" "$@" 2>&1; }

says 'the newest with long-term support beside the default one' \
    "$jvms/21 [-jar] [outcrop-cli.jar] [a b] []" "$(run "$shell" "$root/outcrop" 'a b' '')"

ln -s "$root/outcrop" "$work/link"
says 'through a link, from elsewhere' \
    "$jvms/21 [-jar] [outcrop-cli.jar]" "$(cd "$work/nothing" && run "$shell" ../link)"

says 'a JDK that is named wins' \
    "$jvms/24 [-jar] [outcrop-cli.jar]" "$(run OUTCROP_JAVA_HOME="$jvms/24" "$shell" "$root/outcrop")"

says 'one that is named, but too old' \
    "error: OUTCROP_JAVA_HOME does not point to JDK 21 or newer: $jvms/17" \
    "$(run OUTCROP_JAVA_HOME="$jvms/17" "$shell" "$root/outcrop" | head -n 1)"

mkdir "$work/home"
jdk "$work/home/.sdkman/candidates/java/25.0.1-tem" 25.0.1
says 'one of SDKMAN' \
    "$work/home/.sdkman/candidates/java/25.0.1-tem [-jar] [outcrop-cli.jar]" \
    "$(run HOME="$work/home" "$shell" "$root/outcrop")"
says 'an archive was made for it' 'archive' "$(cat "$root/cli/target/outcrop/25.0.1+1-LTS.aot")"
says 'JAVA_HOME counts, too' \
    "$jvms/24 [-jar] [outcrop-cli.jar]" \
    "$(rm -rf "$jvms/21" "$jvms/other 21" && run JAVA_HOME="$jvms/24" "$shell" "$root/outcrop")"

rm -rf "$jvms/24"
says 'none at all' \
    'error: Outcrop needs JDK 21 or newer, and none was found.' \
    "$(run "$shell" "$root/outcrop" | head -n 1)"

jdk "$jvms/21" 21.0.4
rm "$root/cli/target/outcrop/built"
says 'no Maven' \
    'error: Outcrop is not built yet, and Maven (mvn) was not found.' \
    "$(run "$shell" "$root/outcrop" | head -n 1)"

# Maven as far as the launcher knows it.
cat >"$tools/mvn" <<'MVN'
#!/bin/sh
echo built >>"$BUILDS"
sleep 1
[ -z "${BROKEN:-}" ] || { echo '[ERROR] It is broken.'; exit 1; }
mkdir -p "$ROOT/cli/target/lib"
: >"$ROOT/cli/target/lib/some.jar"
: >"$ROOT/cli/target/outcrop-cli-1.jar"
MVN
chmod +x "$tools/mvn"
BUILDS=$work/builds

says 'a build that fails' \
    "Building Outcrop for the first use (about a minute) ...
error: The build failed: It is broken.
  Output of Maven: $root/cli/target/outcrop-build.log" \
    "$(run BROKEN=yes BUILDS="$BUILDS" ROOT="$root" "$shell" "$root/outcrop")"

: >"$BUILDS"
echo 99999999 >"$root/cli/target/outcrop.building"
run BUILDS="$BUILDS" ROOT="$root" "$shell" "$root/outcrop" >"$work/one" &
run BUILDS="$BUILDS" ROOT="$root" "$shell" "$root/outcrop" >"$work/two" &
wait
says 'two first runs, and a lock left behind: one build' 'built' "$(cat "$BUILDS")"
says 'the first of two' "$jvms/21 [-jar] [outcrop-cli.jar]" "$(sed -n '$p' "$work/one")"
says 'the second of two' "$jvms/21 [-jar] [outcrop-cli.jar]" "$(sed -n '$p' "$work/two")"
says 'no lock is left' '' "$(ls -d "$root"/cli/target/outcrop.building* 2>/dev/null)"

mkdir -p "$root/cli/src/main" "$root/core/src/main" "$root/local/src/main"
: >"$root/pom.xml"
run BUILDS="$BUILDS" ROOT="$root" "$shell" "$root/outcrop" >/dev/null
says 'newer sources: another build' 'built
built' "$(cat "$BUILDS")"

# Only the command changed: its classes alone are compiled, against the jars that are there.
mkdir -p "$root/cli/src/main/java" "$root/cli/src/main/resources"
for tool in javac jar; do
    printf '#!/bin/sh\necho "%s" >>"$TOOLS"\n[ "%s$BROKEN" != javacyes ] || exit 1\n' "$tool" "$tool" >"$jvms/21/bin/$tool"
    chmod +x "$jvms/21/bin/$tool"
done
cat >>"$jvms/21/bin/jar" <<'JAR'
case $1 in
    -xf) mkdir META-INF && echo 'Main-Class: Main' >META-INF/MANIFEST.MF ;;
    *) cat "$3" >"$2" ;;
esac
JAR
change() {
    echo jar >"$root/cli/target/outcrop/lib/outcrop-cli.jar"
    echo some >"$root/cli/target/outcrop/lib/some.jar"
    touch -t 202001010000 "$root/pom.xml" "$root/core/src/main" "$root/local/src/main" "$root/cli/target/outcrop/built"
    : >"$root/$1"
    : >"$BUILDS"
    : >"$work/tools.log"
}
after() { run BUILDS="$BUILDS" ROOT="$root" TOOLS="$work/tools.log" BROKEN="$1" "$shell" "$root/outcrop"; }

change cli/src/main/java/A.java
says 'a change of the command alone' "Building what changed ...
$jvms/21 [-jar] [outcrop-cli.jar]" "$(after '')"
says 'the command alone was compiled' 'jar
javac
jar' "$(cat "$work/tools.log" "$BUILDS")"
says 'with its manifest' 'Main-Class: Main' "$(cat "$root/cli/target/outcrop/lib/outcrop-cli.jar")"
says 'beside the other jars' 'some' "$(cat "$root/cli/target/outcrop/lib/some.jar")"
: >"$work/tools.log"
says 'nothing changed since' "$jvms/21 [-jar] [outcrop-cli.jar]" "$(after '')"
says 'nothing was compiled' '' "$(cat "$work/tools.log" "$BUILDS")"

change core/src/main/B.java
after '' >/dev/null
says 'a change elsewhere: Maven builds' 'built' "$(cat "$work/tools.log" "$BUILDS")"

change cli/src/main/java/A.java
: >"$root/cli/src/main/java/A.java"
says 'what cannot be compiled is told by Maven' 'error: The build failed: It is broken.' \
    "$(after yes | sed -n 's/^error/error/p')"

exit $failed
