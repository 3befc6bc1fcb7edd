package dev.outcrop.it.rules;

/** Bodies of Converse, with single quotes. */
final class Bodies {
    static final String USER = "{'role':'user','content':[{'text':'Hi'}]}";
    static final String SIGNED =
            "{'reasoningContent':{'reasoningText':{'text':'Hm.','signature':'"
                    + "c2ln".repeat(30)
                    + "'}}}";
    static final String UNSIGNED = "{'reasoningContent':{'reasoningText':{'text':'Hm.'}}}";
    static final String OBJECT = "{'type':'object'}";

    private Bodies() {}

    static String messages(String messages) {
        return "{'messages':[" + messages + "]}";
    }

    static String question(String more) {
        return "{'messages':[" + USER + "]," + more + "}";
    }

    static String fields(String fields) {
        return question("'additionalModelRequestFields':{" + fields + "}");
    }

    /** A question with these blocks. */
    static String content(String blocks) {
        return messages("{'role':'user','content':[" + blocks + "]}");
    }

    /** A question after an answer of these blocks. */
    static String after(String blocks) {
        return messages(
                "{'role':'user','content':[{'text':'"
                        + RuleCase.THINK
                        + "'}]},{'role':'assistant','content':["
                        + blocks
                        + "]},{'role':'user','content':[{'text':'And?'}]}");
    }

    /** Adds members to a body. */
    static String with(String body, String members) {
        return body.substring(0, body.length() - 1) + "," + members + "}";
    }

    static String tool(String name, String schema) {
        return "{'toolSpec':{'name':'" + name + "','inputSchema':{'json':" + schema + "}}}";
    }

    static String tools(String name, String schema, String more) {
        return "'toolConfig':{'tools':[" + tool(name, schema) + "]" + more + "}";
    }

    static String result(String id, String content) {
        return with(
                messages(
                        USER
                                + ",{'role':'assistant','content':[{'toolUse':{'toolUseId':'"
                                + id
                                + "','name':'look','input':{}}}]},{'role':'user','content':"
                                + "[{'toolResult':{'toolUseId':'"
                                + id
                                + "','content':["
                                + content
                                + "]}}]}"),
                tools("look", OBJECT, ""));
    }
}
