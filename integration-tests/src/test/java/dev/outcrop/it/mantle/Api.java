package dev.outcrop.it.mantle;

import dev.outcrop.json.Json;
import dev.outcrop.settings.Protocol.VendorApi;

import java.util.List;

/** An API of bedrock-mantle, a model that has it, and a stream of it that says "Good.". */
enum Api {
    MESSAGES(
            VendorApi.MESSAGES,
            "anthropic.claude-haiku-4-5",
            "/anthropic/v1/messages",
            "{'type':'message_start','message':{'id':'m','role':'assistant','content':[],"
                    + "'usage':{'input_tokens':3,'output_tokens':1}}}",
            "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}",
            "{'type':'ping'}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Go'}}",
            "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'od.'}}",
            "{'type':'content_block_stop','index':0}",
            "{'type':'message_delta','delta':{'stop_reason':'end_turn'},"
                    + "'usage':{'output_tokens':2}}",
            "{'type':'message_stop'}"),
    CHAT_COMPLETIONS(
            VendorApi.CHAT_COMPLETIONS,
            "openai.gpt-oss-20b",
            "/v1/chat/completions",
            "{'id':'c','choices':[{'index':0,'delta':{'role':'assistant','content':''},"
                    + "'finish_reason':null}]}",
            "{'id':'c','choices':[{'index':0,'delta':{'content':'Go'},'finish_reason':null}]}",
            "{'id':'c','choices':[{'index':0,'delta':{'content':'od.'},'finish_reason':null}]}",
            "{'id':'c','choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}",
            "{'id':'c','choices':[],'usage':{'prompt_tokens':3,'completion_tokens':2,"
                    + "'total_tokens':5}}",
            "[DONE]"),
    RESPONSES(
            VendorApi.RESPONSES,
            "openai.gpt-5.5",
            "/openai/v1/responses",
            "{'type':'response.created','response':{'status':'in_progress','output':[]}}",
            "{'type':'response.output_item.added','output_index':0,'item':{'type':'message',"
                    + "'id':'m','role':'assistant','content':[],'status':'in_progress'}}",
            "{'type':'response.output_text.delta','output_index':0,'content_index':0,"
                    + "'delta':'Go'}",
            "{'type':'response.output_text.delta','output_index':0,'content_index':0,"
                    + "'delta':'od.'}",
            "{'type':'response.output_item.done','output_index':0,'item':{'type':'message',"
                    + "'id':'m','role':'assistant','status':'completed','content':"
                    + "[{'type':'output_text','annotations':[],'text':'Good.'}]}}",
            "{'type':'response.completed','response':{'status':'completed','output':"
                    + "[{'type':'message','id':'m','role':'assistant','status':'completed',"
                    + "'content':[{'type':'output_text','annotations':[],'text':'Good.'}]}],"
                    + "'usage':{'input_tokens':3,'output_tokens':2,'total_tokens':5}}}");

    final VendorApi api;
    final String model;
    final String path;

    @SuppressWarnings("ImmutableEnumChecker") // it is a List.of
    private final List<String> pieces;

    Api(VendorApi api, String model, String path, String... pieces) {
        this.api = api;
        this.model = model;
        this.path = path;
        this.pieces = List.of(pieces);
    }

    String[] pieces() {
        return pieces.toArray(String[]::new);
    }

    /** The pieces as server-sent events; Anthropic's have names. */
    String sse() {
        return sse(pieces(), "\n");
    }

    String sse(String[] pieces, String lineEnd) {
        var all = new StringBuilder();
        for (String piece : pieces) {
            all.append(event(piece, lineEnd));
        }
        return all.toString();
    }

    String event(String piece, String lineEnd) {
        String data = piece.replace('\'', '"');
        String name =
                this == MESSAGES && Json.parse(data) instanceof Json.Obj json
                        ? "event: " + json.string("type") + lineEnd
                        : "";
        return name + "data: " + data + lineEnd + lineEnd;
    }

    /** How many pieces there are before the answer's first words, those included. */
    int firstWords() {
        return upTo("'Go'");
    }

    /** How many pieces there are before the reason why the model stopped, that included. */
    int reason() {
        return upTo(
                switch (this) {
                    case MESSAGES -> "'stop_reason'";
                    case CHAT_COMPLETIONS -> "'finish_reason':'stop'";
                    case RESPONSES -> "'response.completed'";
                });
    }

    private int upTo(String words) {
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i).contains(words)) {
                return i + 1;
            }
        }
        throw new AssertionError();
    }

    /** An error as this API tells it. */
    String error(String type, String message) {
        String error = "'error':{'type':'" + type + "','message':'" + message + "'}";
        return (this == MESSAGES ? "{'type':'error'," + error + "}" : "{" + error + "}")
                .replace('\'', '"');
    }
}
