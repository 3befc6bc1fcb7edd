# Presses Tab once in a new interactive zsh, and prints the line then.
# Usage: zsh -f complete.zsh FOLDER LINE, with the function in FOLDER as compinit finds it.
zmodload zsh/zpty
zpty -b shell "env -i TERM=dumb HOME=/nowhere PATH=$PATH zsh -f"
# In two parts, so that the echo of what is typed is not taken for it.
zpty -w shell "PS1=; fpath=(${(q)1} \$fpath); autoload -U compinit; compinit -D -u; unsetopt beep
    report() { print -r \"<line \$BUFFER>\" }; zle -N report; bindkey '^X' report; echo re''ady"
zpty -r -m shell out '*ready*'
zpty -n -w shell "$2"$'\t\x18'
zpty -r -m shell out '*<line *>*'
print -r -- ${${out##*<line }%%>*}
zpty -d shell
