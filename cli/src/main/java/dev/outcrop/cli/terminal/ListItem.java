package dev.outcrop.cli.terminal;

/**
 * A row of a list to choose from.
 *
 * @param id is returned if it is chosen
 * @param text one line, which is shown
 */
public record ListItem(String id, String text) {}
