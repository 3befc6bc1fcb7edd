# --- the Java runtime beside it ----------------------------------------------------------------

find_java() {
    java_home=$home/runtime java_version=@JAVA_VERSION@ java_major=@JAVA_MAJOR@
}

