package dev.outcrop.internal.aws.credentials.source;

import dev.outcrop.internal.ControlCharacters;
import dev.outcrop.internal.aws.credentials.source.CredentialsHttp.Answer;
import dev.outcrop.internal.text.Secrets;
import dev.outcrop.json.Json;
import dev.outcrop.json.JsonException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;

/** A service's error text, short enough to show and without secrets. */
public final class ServiceErrorText {
    private static final int MOST_CHARACTERS = 400;

    private ServiceErrorText() {}

    /** Returns the name of the error; empty if it has none. */
    public static String code(Answer answer) {
        if (isXml(answer)) {
            return ControlCharacters.line(String.valueOf(XmlText.of(answer.body(), "Code")), 100);
        }
        Json.Obj json = object(answer.body());
        String code = json.string("error");
        if (code == null) {
            code = json.string("__type");
        }
        return code == null
                ? ""
                : ControlCharacters.line(code.substring(code.indexOf('#') + 1), 100);
    }

    /**
     * Describes the error.
     *
     * @param secrets the sent secrets; some services quote them
     */
    public static String failure(Answer answer, @Nullable String... secrets) {
        String text = without(message(answer), secrets);
        String code = without(code(answer), secrets);
        return "HTTP "
                + answer.status()
                + (code.isEmpty() ? "" : " " + code)
                + (text.isBlank() ? "" : ": " + ControlCharacters.line(text, MOST_CHARACTERS));
    }

    /** Returns the text without the secrets that were sent. */
    public static String without(String text, @Nullable String... secrets) {
        var values = new ArrayList<String>();
        for (String secret : secrets) {
            if (secret != null) {
                values.add(secret);
            }
        }
        return Secrets.of(values).removedFrom(text);
    }

    private static String message(Answer answer) {
        if (isXml(answer)) {
            String message = XmlText.of(answer.body(), "Message");
            return message == null ? "" : message;
        }
        Json.Obj json = object(answer.body());
        for (String name : new String[] {"error_description", "message", "Message"}) {
            String message = json.string(name);
            if (message != null) {
                return message;
            }
        }
        return "";
    }

    /** Parses a JSON object; empty if the bytes are not one. */
    public static Json.Obj object(byte[] body) {
        try {
            return Json.parse(body) instanceof Json.Obj object ? object : Json.EMPTY;
        } catch (JsonException e) {
            return Json.EMPTY;
        }
    }

    private static boolean isXml(Answer answer) {
        return answer.body().length > 0 && answer.body()[0] == '<';
    }
}
