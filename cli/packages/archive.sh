# --- the archive of loaded classes -------------------------------------------------------------

# It lies in the cache of the person who runs this, since nobody else may write beside the jars.
find_archive() {
    archive=''
    [ "$java_major" -ge 25 ] || return 0
    case $java_version in
        */*) return 0 ;;
    esac
    case ${XDG_CACHE_HOME:-} in
        /*) cache=$XDG_CACHE_HOME ;;
        *) cache=${HOME:-}/.cache ;;
    esac
    case $cache in
        /.cache | [!/]*) return 0 ;;
    esac
    archive=$cache/outcrop/$java_version-$key.aot
    # What somebody else put there could run as this user, as with sudo.
    if [ -e "$archive" ] && [ ! -O "$archive" ]; then
        archive=''
    fi
}

# The first run makes it in the background; runs before it is complete start without it. Where it
# cannot be made, an empty file keeps later runs from trying.
make_archive() {
    [ -n "$archive" ] && [ ! -e "$archive" ] || return 0
    (umask 077 && mkdir -p "${archive%/*}") 2>/dev/null
    making=$archive.new
    if ! mkdir -m 700 "$making" 2>/dev/null; then
        # Another run is at it, unless it was killed long ago.
        [ -n "$(find "$making" -prune -mmin +10 2>/dev/null)" ] || return 0
        mv "$making" "$making.$$" 2>/dev/null && rm -rf "$making.$$"
        mkdir -m 700 "$making" 2>/dev/null || return 0
    fi
    # It holds nothing open that is of the run: no stream, no lock of a script, no directory.
    (
        cd / || exit 1
        umask 077
        exec </dev/null >/dev/null 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
        train "$making/aot"
        [ -s "$making/aot" ] || true >"$making/aot"
        mv -f "$making/aot" "$archive"
        rm -rf "$making"
        # Those of other versions that nobody has used for long.
        find "${archive%/*}" -name '*.aot' -atime +90 -exec rm -f {} +
    ) &
}

find_java
find_archive
make_archive

