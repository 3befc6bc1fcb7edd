# --- what lies beside it -----------------------------------------------------------------------

home=${root%/*}
jar=$home/lib/outcrop-cli.jar
# Of the jars, which an archive of their classes holds for.
key=@KEY@

